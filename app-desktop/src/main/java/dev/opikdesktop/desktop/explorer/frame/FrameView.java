package dev.opikdesktop.desktop.explorer.frame;

import dev.opikdesktop.desktop.client.Access;
import dev.opikdesktop.desktop.client.LogKind;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.client.Trace;
import dev.opikdesktop.desktop.explorer.command.Command;
import dev.opikdesktop.desktop.explorer.command.KeyMap;
import dev.opikdesktop.desktop.explorer.command.Palette;
import dev.opikdesktop.desktop.explorer.compare.CompareView;
import dev.opikdesktop.desktop.explorer.compare.PickerModel;
import dev.opikdesktop.desktop.explorer.compare.TracePicker;
import dev.opikdesktop.desktop.explorer.connections.Connection;
import dev.opikdesktop.desktop.explorer.connections.ConnectionBand;
import dev.opikdesktop.desktop.explorer.connections.ConnectionNotice;
import dev.opikdesktop.desktop.explorer.connections.ConnectionSwitcher;
import dev.opikdesktop.desktop.explorer.connections.ConnectionsModel;
import dev.opikdesktop.desktop.explorer.connections.ConnectionsSection;
import dev.opikdesktop.desktop.explorer.logs.LogExport;
import dev.opikdesktop.desktop.explorer.logs.LogRow;
import dev.opikdesktop.desktop.explorer.logs.LogsView;
import dev.opikdesktop.desktop.explorer.logs.MarkedModel;
import dev.opikdesktop.desktop.explorer.logs.SavedView;
import dev.opikdesktop.desktop.explorer.logs.TraceListView;
import dev.opikdesktop.desktop.explorer.opening.FileChoice;
import dev.opikdesktop.desktop.explorer.opening.FileDrop;
import dev.opikdesktop.desktop.explorer.opening.OffersView;
import dev.opikdesktop.desktop.explorer.opening.OpenFilesList;
import dev.opikdesktop.desktop.explorer.opening.OpeningModel;
import dev.opikdesktop.desktop.explorer.overview.OverviewView;
import dev.opikdesktop.desktop.explorer.projects.ProjectsView;
import dev.opikdesktop.desktop.explorer.settings.SettingsView;
import dev.opikdesktop.desktop.explorer.settings.server.LocalConfiguration;
import dev.opikdesktop.desktop.explorer.theme.Parts;
import dev.opikdesktop.desktop.explorer.theme.SaveDialog;
import dev.opikdesktop.desktop.explorer.theme.Theme;
import dev.opikdesktop.desktop.explorer.theme.WindowState;
import dev.opikdesktop.desktop.explorer.thread.ThreadView;
import dev.opikdesktop.desktop.explorer.trace.TraceActions;
import dev.opikdesktop.desktop.explorer.trace.TraceView;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The whole content of the window: side bar, one page, status line. */
public final class FrameView extends HBox {
  private final FrameModel model;
  private final ProjectsView projects;
  private final LogsView logs;
  private final OverviewView overview;
  private final TraceView trace;
  private final ThreadView thread;
  private final SettingsView settings;
  private final CompareView compare;
  private final TracePicker picker;
  private final ConnectionsModel connections;
  private final Theme theme;
  private final Palette palette;
  private final KeyMap keys;
  private final FileChoice files;

  public FrameView(
      FrameModel model,
      ConnectionsModel connections,
      OpeningModel opening,
      Theme theme,
      WindowState state,
      SaveDialog saveDialog,
      @Nullable LocalConfiguration configuration) {
    this.model = model;
    this.connections = connections;
    Access access = connections.access(connections.currentProperty().get());
    getStyleClass().add("frame");
    projects =
        new ProjectsView(
            model.projects(),
            state,
            access,
            model::showLogs,
            project -> Parts.copy(model.linkTo(new Place.Logs(project))));
    logs =
        new LogsView(
            model.logs(),
            new MarkedModel(model.client(), model.background(), model.logs()),
            new LogExport(model.client(), model.background()),
            saveDialog,
            access,
            model::open,
            this::openComments,
            threadId -> model.showThread(threadId, null),
            model::showCompared,
            this::copyLink,
            new LiveSign(model));
    WaysOut ways = new WaysOut(model, this::compareWith, this::copyLink);
    overview =
        new OverviewView(model.overview(), model::showOverviewInLogs, model::showRowsOfOverview);
    trace =
        new TraceView(
            model.trace(),
            new TraceActions(model.client(), model.background(), model.trace()),
            new TraceListView(model.logs()),
            state,
            saveDialog,
            ways);
    thread =
        new ThreadView(
            model.thread(),
            new TraceListView(model.logs()),
            state,
            saveDialog,
            model.background(),
            ways);
    compare =
        new CompareView(
            model.compare(),
            state,
            model::out,
            model::swapCompared,
            this::compareWith,
            model::showTrace);
    picker = new TracePicker(new PickerModel(model.client(), model.background()));

    settings =
        new SettingsView(
            SettingsSections.of(model, theme, connections, configuration), model::showSettings);
    model.whenChanged(settings::changed);

    files = new FileChoice(opening, this);
    FileDrop.on(this, opening);
    StackPane pages = new StackPane(projects, logs, overview, trace, thread, compare, settings);
    VBox.setVgrow(pages, Priority.ALWAYS);
    VBox main =
        new VBox(
            new ConnectionBand(connections),
            new ConnectionNotice(connections, this::showConnections),
            new OffersView(opening),
            pages,
            new Notice(model),
            new StatusLine(model));
    main.getStyleClass().add("main");
    HBox.setHgrow(main, Priority.ALWAYS);
    getChildren()
        .addAll(
            new SideBar(
                model,
                theme,
                connections.currentProperty().get(),
                new ConnectionSwitcher(connections, this::showConnections),
                new OpenFilesList(opening, files::chooseFiles)),
            main);

    this.theme = theme;
    palette = new Palette(this::commands, this::commandOfLink);
    keys = new KeyMap(this::commandsWithKeys);
    addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    addEventFilter(KeyEvent.KEY_TYPED, this::keyTyped);
    model.placeProperty().subscribe(this::show);
  }

  private void openComments(LogRow row) {
    model.open(row);
    if (row.kind() == LogKind.THREADS) {
      thread.revealComments(row.id());
    } else {
      trace.revealComments(row.id());
    }
  }

  /** Asks for the other trace; the one that began first is at the left. */
  private void compareWith(Trace trace) {
    picker.show(
        getScene(),
        trace,
        other -> {
          boolean older = other.start().isBefore(trace.startTime());
          model.showCompared(older ? other.id() : trace.id(), older ? trace.id() : other.id());
        });
  }

  private void show(Place place) {
    Node page =
        switch (place) {
          case Place.Projects list -> projects;
          case Place.Logs shown -> logs;
          case Place.Overview shown -> overview;
          case Place.OpenTrace open -> trace;
          case Place.OpenThread open -> thread;
          case Place.Compare shown -> compare;
          case Place.Settings shown -> settings;
        };
    boolean turned = !page.isVisible() || getScene() == null;
    for (Node each : new Node[] {projects, logs, overview, trace, thread, compare, settings}) {
      Parts.present(each, each == page);
    }
    if (place instanceof Place.Settings shown) {
      settings.show(shown.section());
    } else {
      settings.leave();
    }
    if (turned) {
      Platform.runLater(() -> takeFocus(place));
    }
  }

  private void takeFocus(Place place) {
    switch (place) {
      case Place.Projects list -> projects.takeFocus();
      case Place.Logs shown -> logs.takeFocus();
      case Place.Overview shown -> overview.takeFocus();
      case Place.OpenTrace open -> trace.takeFocus();
      case Place.OpenThread open -> thread.takeFocus();
      case Place.Settings shown -> settings.takeFocus();
      case Place.Compare shown -> compare.takeFocus();
    }
  }

  private void keyPressed(KeyEvent event) {
    boolean typing = event.getTarget() instanceof TextInputControl;
    if (event.isShortcutDown() && event.getCode() == KeyCode.K) {
      showPalette();
      event.consume();
    } else if (event.isShortcutDown() && event.isShiftDown() && event.getCode() == KeyCode.S) {
      showConnections();
      event.consume();
    } else if (event.isShortcutDown() && event.getCode() == KeyCode.COMMA) {
      model.showSettings("");
      event.consume();
    } else if (event.isShortcutDown() && event.isShiftDown() && event.getCode() == KeyCode.C) {
      copyLink();
      event.consume();
    } else if (!typing && "?".equals(event.getText())) {
      showKeys();
      event.consume();
    } else if (files.keyPressed(event)) {
      event.consume();
    } else if (event.isAltDown() && event.getCode() == KeyCode.LEFT) {
      model.goBack();
      event.consume();
    } else if (event.isAltDown() && event.getCode() == KeyCode.RIGHT) {
      model.goForward();
      event.consume();
    } else if (!typing && event.getCode() == KeyCode.ESCAPE) {
      if (!settings.back() && !trace.back() && !thread.back()) {
        model.out();
      }
      event.consume();
    }
  }

  /** A sign, not a key: where it stands on the keyboard differs, and it must not be typed twice. */
  private void keyTyped(KeyEvent event) {
    boolean typing = event.getTarget() instanceof TextInputControl;
    if (!typing
        && "/".equals(event.getCharacter())
        && model.placeProperty().get() instanceof Place.Projects) {
      Node search = lookup("#project-search");
      if (search != null) {
        search.requestFocus();
        event.consume();
      }
    }
  }

  /** What a link does that is pasted into the palette. */
  private @Nullable Command commandOfLink(String text) {
    if (!Link.looksLike(text)) {
      return null;
    }
    Link link = Link.read(text);
    String title = link.goal() instanceof Link.Wrong wrong ? wrong.message() : "Open this link";
    return Command.of("Link", title, "Enter", () -> model.open(link));
  }

  private void showConnections() {
    model.showSettings(ConnectionsSection.ID);
  }

  private List<Command> switches() {
    List<Command> switches = new ArrayList<>();
    for (Connection each : connections.all()) {
      switches.add(
          new Command(
              "Connection",
              "Switch to " + each.name(),
              "",
              () -> !each.equals(connections.currentProperty().get()),
              () -> connections.open(each)));
    }
    switches.add(Command.of("Connection", "Connections…", "Ctrl Shift S", this::showConnections));
    return switches;
  }

  /** The palette's own key is not found by the palette. */
  private List<Command> commandsWithKeys() {
    List<Command> all = new ArrayList<>();
    all.add(Command.of("Window", "Find an action", "Ctrl K", this::showPalette));
    all.addAll(commands());
    return all;
  }

  private void showKeys() {
    keys.show(getScene());
  }

  private void showPalette() {
    keys.hide();
    palette.show(getScene());
  }

  /** All that can be done here, and all that can be gone to. */
  private List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    Place place = model.placeProperty().get();
    Project project = place.project();
    String window = "Window";
    commands.add(Command.of(window, "Show all keys", "?", this::showKeys));
    commands.add(Command.of(window, "Go back", "Alt ←", model::goBack));
    commands.add(Command.of(window, "Go forward", "Alt →", model::goForward));
    commands.add(
        Command.of(
            window,
            place instanceof Place.Logs ? "Unmark all, then clear the search" : "Leave this page",
            "Esc",
            model::out));
    commands.add(
        Command.of(window, "Copy a link to what is shown", "Ctrl Shift C", this::copyLink));
    commands.add(Command.of(window, "Show projects", "", model::showProjects));
    commands.add(Command.of(window, "Settings", "Ctrl ,", () -> model.showSettings("")));
    if (project != null) {
      commands.add(Command.of(window, "Show logs", "", () -> model.showLogs(project)));
      commands.add(Command.of(window, "Show overview", "", () -> model.showOverview(project)));
    }
    commands.addAll(files.commands());
    for (Theme.Choice choice : Theme.Choice.values()) {
      commands.add(
          Command.of(
              "Colours", "Theme: " + choice.label(), "", () -> theme.choiceProperty().set(choice)));
    }
    switch (place) {
      case Place.Projects list -> {}
      case Place.Logs shown -> commands.addAll(logs.commands());
      case Place.Overview shown -> commands.addAll(overview.commands());
      case Place.OpenTrace open -> commands.addAll(trace.commands());
      case Place.OpenThread open -> commands.addAll(thread.commands());
      case Place.Settings shown -> {}
      case Place.Compare shown -> commands.addAll(compare.commands());
    }
    commands.addAll(settings.commands());
    commands.addAll(switches());
    for (SavedView view : model.logs().views().all()) {
      commands.add(Command.of("View", view.name(), "", () -> model.show(view)));
    }
    for (Project each : model.projects().all()) {
      commands.add(Command.of("Project", each.name(), "", () -> model.showLogs(each)));
    }
    return commands;
  }

  private void copyLink() {
    Parts.copy(model.link());
  }
}
