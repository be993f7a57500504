package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.About;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.connections.Connection;
import dev.opikdesktop.desktop.explorer.logs.LogsModel;
import dev.opikdesktop.desktop.explorer.logs.SavedView;
import dev.opikdesktop.desktop.explorer.text.Units;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.Theme;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.Observable;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The project, where one can go, and in the corner what runs. */
final class SideBar extends VBox {
  private static final int PROJECTS_IN_MENU = 20;

  private final FrameModel model;
  private final Connection connection;
  private final Label avatar = Parts.label("", "avatar");
  private final Label projectName = Parts.label("");
  private final Button projects;
  private final Button logs;
  private final Button overview;
  private final Button settings;
  private final Label logsCount = Parts.label("", "nav-count");
  private final Label observe = Parts.label("Observe", "nav-group");
  private final Label viewsTitle = Parts.label("Views", "nav-group");
  private final VBox views = new VBox(2);
  private final Region dot = new Region();
  private final Label address = Parts.label("", "corner");
  private final Label traffic = Parts.label("", "corner");

  /**
   * @param connection what is shown
   * @param switcher stands at the top
   * @param files what is open besides
   */
  SideBar(FrameModel model, Theme theme, Connection connection, Node switcher, Node files) {
    this.model = model;
    getStyleClass().add("side-bar");
    projects = navigation(Feather.GRID, "Projects", null, model::showProjects);
    projects.setId("nav-projects");
    logs = navigation(Feather.LIST, "Logs", logsCount, this::showLogs);
    logs.setId("nav-logs");
    overview = navigation(Feather.BAR_CHART_2, "Overview", null, this::showOverview);
    overview.setId("nav-overview");

    settings = navigation(Feather.SETTINGS, "Settings", null, () -> model.showSettings(""));
    settings.setId("nav-settings");

    Button colours = navigation(Feather.MOON, "", null, () -> {});
    colours.setId("theme");
    colours.setOnAction(event -> theme.choiceProperty().set(theme.choiceProperty().get().next()));
    // The colours outlive this bar: another server has another one.
    theme
        .choiceProperty()
        .when(Parts.inWindow(this))
        .subscribe(
            choice -> {
              colours.setText(choice.label());
              colours.setAccessibleText("Colours: " + choice.label());
            });

    dot.getStyleClass().add("live-dot");
    HBox first = new HBox(6, dot, address);
    first.setAlignment(Pos.CENTER_LEFT);
    this.connection = connection;
    VBox corner = new VBox(3, first, traffic, Parts.label(closing(connection), "corner", "faint"));
    corner.getStyleClass().add("corner-box");
    corner.setId("corner");

    Region spring = new Region();
    VBox.setVgrow(spring, Priority.ALWAYS);
    getChildren()
        .addAll(
            switcher,
            selector(),
            projects,
            observe,
            logs,
            overview,
            viewsTitle,
            views,
            Parts.label("Files", "nav-group"),
            files,
            spring,
            settings,
            colours,
            corner);
    VBox.setMargin(switcher, new Insets(0, 0, 6, 0));
    VBox.setMargin(projects, new Insets(10, 0, 0, 0));

    model.placeProperty().subscribe(this::showPlace);
    model.logs().views().all().addListener((Observable observable) -> showViews());
    model.logs().queryProperty().addListener(observable -> showViews());
    model.logs().totalProperty().subscribe(this::showLogsCount);
    model.logs().stateProperty().subscribe(this::showLogsCount);
    model.aboutProperty().subscribe(about -> showAbout(about));
    model.lookingProperty().subscribe(looking -> showAbout(model.aboutProperty().get()));
    model
        .connectedProperty()
        .subscribe(
            connected ->
                dot.pseudoClassStateChanged(PseudoClass.getPseudoClass("offline"), !connected));
  }

  private static String closing(Connection connection) {
    return switch (connection.kind()) {
      case HERE -> "Nothing leaves this machine";
      case SERVER -> "Changes go to " + connection.address().getHost();
      case FILE -> "Read only";
    };
  }

  private Button selector() {
    Label chevron = new Label(null, Parts.icon(Feather.CHEVRON_DOWN));
    HBox content = new HBox(8, avatar, projectName, Parts.spacer(), chevron);
    content.setAlignment(Pos.CENTER_LEFT);
    Button selector = new Button(null, content);
    selector.setId("project-selector");
    selector.getStyleClass().add("project-selector");
    selector.setMaxWidth(Double.MAX_VALUE);
    selector.setAccessibleText("Switch project");
    projectName.setMaxWidth(130);
    content.prefWidthProperty().bind(selector.widthProperty().subtract(22));
    selector.setOnAction(event -> menu().show(selector, Side.BOTTOM, 0, 4));
    return selector;
  }

  private ContextMenu menu() {
    ContextMenu menu = new ContextMenu();
    for (Project project : model.projects().all().stream().limit(PROJECTS_IN_MENU).toList()) {
      MenuItem item = new MenuItem(project.name());
      item.setMnemonicParsing(false);
      item.setOnAction(event -> model.switchTo(project));
      menu.getItems().add(item);
    }
    MenuItem all = new MenuItem("All projects");
    all.setOnAction(event -> model.showProjects());
    menu.getItems().addAll(new SeparatorMenuItem(), all);
    return menu;
  }

  private Button navigation(Ikon icon, String text, @Nullable Label count, Runnable action) {
    Button button = new Button(text, Parts.icon(icon));
    button.getStyleClass().add("nav");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setAlignment(Pos.CENTER_LEFT);
    button.setGraphicTextGap(9);
    if (count != null) {
      HBox content =
          new HBox(9, Parts.icon(icon), Parts.label(text, "nav-text"), Parts.spacer(), count);
      content.setAlignment(Pos.CENTER_LEFT);
      content.prefWidthProperty().bind(button.widthProperty().subtract(18));
      button.setText(null);
      button.setGraphic(content);
      button.setAccessibleText(text);
    }
    button.setOnAction(event -> action.run());
    return button;
  }

  private void showLogs() {
    Project project = model.placeProperty().get().project();
    if (project != null) {
      model.showLogs(project);
    }
  }

  private void showOverview() {
    Project project = model.placeProperty().get().project();
    if (project != null) {
      model.showOverview(project);
    }
  }

  private void showPlace(Place place) {
    Project project = place.project();
    Parts.present(observe, project != null);
    Parts.present(logs, project != null);
    Parts.present(overview, project != null);
    boolean elsewhere = place instanceof Place.Overview || place instanceof Place.Settings;
    mark(projects, project == null && !elsewhere);
    showViews();
    mark(overview, place instanceof Place.Overview);
    mark(logs, project != null && !elsewhere);
    mark(settings, place instanceof Place.Settings);
    projectName.setText(project == null ? "All projects" : project.name());
    avatar.setText(project == null ? "∗" : project.name().substring(0, 1).toUpperCase(Locale.ROOT));
  }

  private void showLogsCount() {
    boolean asking = model.logs().stateProperty().get() == LogsModel.State.LOADING;
    logsCount.setText(asking ? "" : Units.count(model.logs().totalProperty().get()));
  }

  private void showViews() {
    Place place = model.placeProperty().get();
    Project project = place.project();
    boolean inLogs = place instanceof Place.Logs;
    views.getChildren().clear();
    for (SavedView view : model.logs().views().all()) {
      if (project != null && view.projectId().equals(project.id())) {
        Button button = navigation(Feather.BOOKMARK, view.name(), null, () -> model.show(view));
        button.setMnemonicParsing(false);
        MenuItem forget = new MenuItem("Forget this view");
        forget.setOnAction(event -> model.logs().views().forget(view));
        button.setContextMenu(new ContextMenu(forget));
        mark(button, inLogs && model.logs().isShown(view));
        views.getChildren().add(button);
      }
    }
    Parts.present(viewsTitle, !views.getChildren().isEmpty());
    Parts.present(views, !views.getChildren().isEmpty());
  }

  private static void mark(Button button, boolean here) {
    button.getStyleClass().remove("here");
    if (here) {
      button.getStyleClass().add("here");
    }
  }

  private void showAbout(@Nullable About about) {
    if (about == null) {
      address.setText(model.restUrl().getAuthority());
      boolean silent = model.lookingProperty().get();
      traffic.setText(silent ? "looked at every 30 s" : "waiting for the server");
      return;
    }
    String ports =
        Stream.of(about.otlpHttpUrl(), about.otlpGrpcUrl())
            .filter(Objects::nonNull)
            .map(url -> Integer.toString(URI.create(url).getPort()))
            .collect(Collectors.joining("/"));
    String port = ports.isEmpty() ? "" : " · " + ports;
    address.setTooltip(
        new Tooltip("REST " + about.restUrl() + (ports.isEmpty() ? "" : ", OTLP on " + ports)));
    // What a server elsewhere calls itself is of no use from here.
    URI rest = connection.isHere() ? URI.create(about.restUrl()) : model.restUrl();
    address.setText(rest.getAuthority() + port);
    double rate = about.spansPerSecond();
    String spans =
        String.format(Locale.ENGLISH, rate >= 0.05 && rate < 10 ? "%.1f" : "%,.0f", rate);
    traffic.setText(spans + " spans/s in · " + Units.bytes(about.storedBytes()) + " stored");
  }
}
