package dev.opikdesktop.desktop.client;

import static dev.opikdesktop.desktop.client.Rest.encode;

import java.net.URI;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The public REST API of an Opik-compatible server. Every call blocks: call from a virtual thread,
 * never from JavaFX's; an interrupt gives the call up. Calls fail with {@link ClientException}
 * alone.
 */
public final class OpikClient implements AutoCloseable {
  /** A film as base64 is nothing to show, and may be larger than the memory. */
  static final String NAMES_OF_FILES = "strip_attachments=true";

  private final Rest rest;
  private final LogsApi logs;
  private final SpansApi spans;
  private final AnnotationsApi annotations;
  private final AttachmentsApi attachments;
  private final ProjectsApi projects;
  private final ThreadsApi threads;
  private final EnvironmentsApi environments;
  private final DefinitionsApi definitions;
  private final WorkspaceApi workspace;
  private final StorageApi storage;
  private final RetentionApi retention;
  private final BackupsApi backups;
  private final PricesApi prices;

  /** A server that asks nobody who he is. */
  public OpikClient(URI restUrl) {
    this(Access.to(restUrl));
  }

  public OpikClient(Access access) {
    rest = new Rest(access);
    logs = new LogsApi(rest);
    spans = new SpansApi(rest);
    annotations = new AnnotationsApi(rest);
    attachments = new AttachmentsApi(rest);
    projects = new ProjectsApi(rest);
    threads = new ThreadsApi(rest);
    environments = new EnvironmentsApi(rest);
    definitions = new DefinitionsApi(rest);
    workspace = new WorkspaceApi(rest);
    storage = new StorageApi(rest);
    retention = new RetentionApi(rest);
    backups = new BackupsApi(rest);
    prices = new PricesApi(rest);
  }

  public URI restUrl() {
    return rest.address();
  }

  /** The workspace that is asked for; the usual one has a name too. */
  public String workspaceName() {
    return rest.access().workspaceOrUsual();
  }

  /** Whether nothing is to be written; whoever shows something offers no writes then. */
  public boolean isReadOnly() {
    return rest.access().readOnly();
  }

  /** Threads, traces and spans as lists. */
  public LogsApi logs() {
    return logs;
  }

  /** The spans of one trace. */
  public SpansApi spans() {
    return spans;
  }

  /** Scores and comments. */
  public AnnotationsApi annotations() {
    return annotations;
  }

  /** Files of traces and spans. */
  public AttachmentsApi attachments() {
    return attachments;
  }

  public ProjectsApi projects() {
    return projects;
  }

  /** One conversation; {@link #logs} has the lists of them. */
  public ThreadsApi threads() {
    return threads;
  }

  public EnvironmentsApi environments() {
    return environments;
  }

  /** The configuration of the workspace. */
  public WorkspaceApi workspace() {
    return workspace;
  }

  /** What can be scored, and how. */
  public DefinitionsApi definitions() {
    return definitions;
  }

  /** The room that data take. */
  public StorageApi storage() {
    return storage;
  }

  /** How long traces are kept. */
  public RetentionApi retention() {
    return retention;
  }

  public BackupsApi backups() {
    return backups;
  }

  /** What models cost. */
  public PricesApi prices() {
    return prices;
  }

  /** One trace with its payloads whole, but for the files in them, which are named. */
  public Trace trace(String id) {
    return Wire.trace(wholeTrace(id));
  }

  /** The same as the server tells it. */
  public JsonNode wholeTrace(String id) {
    return rest.get("/v1/private/traces/" + encode(id) + "?" + NAMES_OF_FILES);
  }

  /** One span with its payloads whole, but for the files in them, which are named. */
  public Span span(String id) {
    return Wire.span(rest.get("/v1/private/spans/" + encode(id) + "?" + NAMES_OF_FILES));
  }

  /**
   * Finds out whether an Opik answers at the address, and takes this key and workspace.
   *
   * @throws ClientException with a sentence that says why not
   */
  public ServerKind check() {
    ServerKind kind;
    try {
      kind = rest.kind();
      if (!rest.get("/v1/private/projects?page=1&size=1").path("content").isArray()) {
        throw noOpik();
      }
    } catch (ClientException failure) {
      throw switch (failure.status()) {
        case 0 -> failure.isUnreadable() ? noOpik() : failure;
        case 404, 405 -> isAboutWorkspace(failure) ? failure : noOpik();
        case 401, 403 -> isAboutHost(failure) ? failure : refused(failure);
        default -> failure;
      };
    }
    return kind;
  }

  private ClientException noOpik() {
    return new ClientException(404, "Something answers at " + restUrl() + ", but it is not Opik");
  }

  private boolean isAboutWorkspace(ClientException failure) {
    return !rest.access().workspace().isEmpty()
        && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("workspace");
  }

  /** An Opik Desktop does not answer to every name. */
  private static boolean isAboutHost(ClientException failure) {
    return String.valueOf(failure.getMessage()).contains("answers only to local names");
  }

  private ClientException refused(ClientException failure) {
    return new ClientException(
        failure.status(),
        rest.access().apiKey().isEmpty()
            ? restUrl() + " wants an API key"
            : restUrl() + " refuses this API key, or this workspace for it");
  }

  /** What runs at the address; only an Opik Desktop says so. */
  public About about() {
    return Wire.about(rest.get(Rest.ABOUT));
  }

  /**
   * Follows the changes until the returned stream is closed: connects, and connects again whenever
   * it breaks. A server that tells no changes is looked at every half minute.
   *
   * @param listener called on the stream's own thread, one change at a time
   */
  public ChangeStream follow(Consumer<Change> listener) {
    return ChangeStream.open(rest, ChangeStream.LOOK_EVERY, listener);
  }

  /** Ends calls that are under way. */
  @Override
  public void close() {
    rest.close();
  }
}
