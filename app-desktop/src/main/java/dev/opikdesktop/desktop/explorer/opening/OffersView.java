package dev.opikdesktop.desktop.explorer.opening;

import dev.opikdesktop.desktop.explorer.theme.Parts;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** Above every page: the files that wait for what the user wants with them. */
public final class OffersView extends VBox {
  private static final double TALLEST = 320;

  private final OpeningModel model;
  private final VBox list = new VBox();
  private final ScrollPane scroll = new ScrollPane(list);
  private final Label drop =
      Parts.label("Let go anywhere in this window to open or import it", "offers-drop");

  // The offers outlive this view: another server has another one.
  private final ListChangeListener<Offer> changed = change -> show();

  public OffersView(OpeningModel model) {
    this.model = model;
    setId("offers");
    getStyleClass().add("offers");
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(TALLEST);
    // However much room the page below would like to have.
    scroll
        .minHeightProperty()
        .bind(list.heightProperty().map(height -> Math.min(TALLEST, height.doubleValue())));
    setMinHeight(USE_PREF_SIZE);
    scroll.getStyleClass().add("offers-scroll");
    drop.setMaxWidth(Double.MAX_VALUE);
    getChildren().addAll(drop, scroll);
    model
        .expectedProperty()
        .when(sceneProperty().isNotNull())
        .subscribe(
            expected -> {
              Parts.present(drop, expected);
              presentOrNot();
            });
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene == null) {
                model.offers().removeListener(changed);
              } else {
                model.offers().addListener(changed);
              }
              show();
            });
  }

  private void show() {
    List<Node> before = List.copyOf(list.getChildren());
    list.getChildren()
        .setAll(
            model.offers().stream()
                .map(
                    offer ->
                        before.stream()
                            .filter(node -> node instanceof OfferView view && view.isOf(offer))
                            .findFirst()
                            .orElseGet(() -> new OfferView(model, offer)))
                .toList());
    Parts.present(scroll, !model.offers().isEmpty());
    presentOrNot();
  }

  private void presentOrNot() {
    Parts.present(this, drop.isVisible() || scroll.isVisible());
  }
}
