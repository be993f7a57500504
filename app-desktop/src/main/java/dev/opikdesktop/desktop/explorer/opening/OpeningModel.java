package dev.opikdesktop.desktop.explorer.opening;

import dev.opikdesktop.desktop.client.OpikClient;
import dev.opikdesktop.desktop.client.Project;
import dev.opikdesktop.desktop.explorer.connections.Connection;
import dev.opikdesktop.desktop.explorer.connections.ConnectionsModel;
import dev.opikdesktop.desktop.explorer.opening.FileOpener.Opened;
import dev.opikdesktop.desktop.explorer.opening.FileOpener.Taken;
import dev.opikdesktop.desktop.explorer.work.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The files that were handed to the window: those that wait for what the user wants with them, and
 * those that are open. It lives as long as the window, whichever server that shows.
 */
public final class OpeningModel implements AutoCloseable {
  private static final int PROJECTS = 200;

  private final FileOpener opener;
  private final ConnectionsModel connections;
  private final Background background;
  private final ObservableList<Offer> offers = FXCollections.observableArrayList();
  private final ObservableList<OpenFile> open = FXCollections.observableArrayList();
  private final ObservableList<String> projects = FXCollections.observableArrayList();
  private final BooleanProperty expected = new SimpleBooleanProperty();
  private Consumer<String> arrive = project -> {};

  /**
   * @param opener reads the files
   */
  public OpeningModel(FileOpener opener, ConnectionsModel connections, Background background) {
    this.opener = opener;
    this.connections = connections;
    this.background = background;
  }

  /** What is done with the name of a project that is to be shown, on the server that is shown. */
  public void whenArrived(Consumer<String> action) {
    arrive = action;
  }

  /** What waits for the user, or tells him how it goes. */
  public ObservableList<Offer> offers() {
    return offers;
  }

  /** What is open. */
  public ObservableList<OpenFile> open() {
    return open;
  }

  /** The names of this computer's projects, for an import. */
  ObservableList<String> projects() {
    return projects;
  }

  /** Whether something is held over the window that could be dropped on it. */
  public BooleanProperty expectedProperty() {
    return expected;
  }

  /** Takes files or folders, one offer each, and looks into them. */
  public void offer(List<Path> paths) {
    paths.forEach(path -> add(path).look(() -> {}));
    askForProjects();
  }

  /** Takes a file or folder and opens it without another question. */
  public void openAtOnce(Path path) {
    Offer offer = add(path);
    offer.look(() -> open(offer));
    askForProjects();
  }

  private Offer add(Path path) {
    Offer offer = new Offer(path, opener, background);
    offers.add(offer);
    return offer;
  }

  private void askForProjects() {
    background.run(
        () -> {
          try (OpikClient client = new OpikClient(connections.access(connections.here()))) {
            return client.projects().list(1, PROJECTS).content().stream()
                .map(Project::name)
                .toList();
          }
        },
        (names, took) -> projects.setAll(names),
        // Then a name has to be written.
        problem -> {});
  }

  /** Opens a file read only, and shows it. */
  public void open(Offer offer) {
    offer.open(opened -> opened(offer, opened));
  }

  private void opened(Offer offer, Opened opened) {
    OpenFile file = new OpenFile(Connection.file(offer.name(), opened.address()), opened);
    open.add(file);
    if (offer.isWhole()) {
      offers.remove(offer);
    }
    show(file);
  }

  /** Imports a file to this computer's server. */
  void importTo(Offer offer, String project) {
    offer.importTo(project, imported -> askForProjects());
  }

  /** Shows what was imported. */
  void showImported(Offer offer) {
    Taken taken = offer.taken();
    dismiss(offer);
    if (taken != null) {
      connections.open(connections.here());
      arrive(taken);
    }
  }

  /** Turns to an open file. */
  public void show(OpenFile file) {
    connections.open(file.connection());
    arrive(file.opened().taken());
  }

  /** Of one project its rows, of several the list of them. */
  private void arrive(Taken taken) {
    if (taken.projects().size() == 1) {
      arrive.accept(taken.projects().getFirst());
    }
  }

  /** Whether a file is the one that is shown. */
  public boolean isShown(OpenFile file) {
    return connections.currentProperty().get().equals(file.connection());
  }

  /** Closes a file: what was made of it is deleted, it itself stays as it is. */
  public void close(OpenFile file) {
    if (isShown(file)) {
      connections.open(connections.here());
    }
    open.remove(file);
    background.run(
        () -> {
          file.opened().close();
          return true;
        },
        (closed, took) -> {},
        problem -> {});
  }

  /** Takes an offer away; what is being done with it is given up. */
  void dismiss(Offer offer) {
    offer.cancel();
    offers.remove(offer);
  }

  /** Gives up what is being read. Servers of open files are closed by whoever started them. */
  @Override
  public void close() {
    offers.forEach(Offer::cancel);
    background.close();
  }
}
