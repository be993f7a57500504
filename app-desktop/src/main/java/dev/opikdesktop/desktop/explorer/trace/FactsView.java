package dev.opikdesktop.desktop.explorer.trace;

import dev.opikdesktop.desktop.explorer.theme.FactLine;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/**
 * What is known of the selected row, at the right of its payload. A click on a value copies it, or
 * goes where it leads.
 */
final class FactsView extends VBox {
  private final Consumer<Fact.Leads> follow;
  private final UsageView usage = new UsageView();

  /**
   * @param follow goes where a fact leads
   */
  FactsView(TraceModel model, Consumer<Fact.Leads> follow) {
    this.follow = follow;
    model.factsProperty().subscribe(this::show);
  }

  private void show(Facts facts) {
    Label title = Parts.label(facts.title(), "strong");
    title.setId("facts-title");
    title.setWrapText(true);
    Label subtitle = Parts.label(facts.subtitle(), "muted");
    subtitle.setWrapText(true);
    subtitle.getStyleClass().add("facts-subtitle");
    getChildren().setAll(title, subtitle);
    for (Fact fact : facts.lines()) {
      getChildren().add(line(fact));
    }
    usage.show(facts.usage());
    getChildren().add(usage);
    if (!facts.below().isEmpty()) {
      getChildren().add(Parts.label("With everything below", "strong", "facts-heading"));
      facts.below().forEach(fact -> getChildren().add(line(fact)));
    }
  }

  private FactLine line(Fact fact) {
    return fact.leads() == Fact.Leads.NOWHERE
        ? new FactLine(fact.name(), fact.value(), fact.note())
        : new FactLine(fact.name(), link(fact), fact.note());
  }

  private Hyperlink link(Fact fact) {
    Hyperlink value = new Hyperlink(fact.value());
    value.setId("fact-" + fact.name().toLowerCase(Locale.ROOT));
    value.getStyleClass().add("fact-link");
    Parts.named(
        value,
        switch (fact.leads()) {
          case THREAD -> "Open thread " + fact.value();
          case SPANS -> "Show them in the table of spans";
          case ERRORS -> "Show only the spans that failed";
          case NOWHERE -> "";
        });
    value.setOnAction(event -> follow.accept(fact.leads()));
    return value;
  }
}
