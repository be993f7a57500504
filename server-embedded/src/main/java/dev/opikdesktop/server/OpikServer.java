package dev.opikdesktop.server;

import dev.opikdesktop.server.analytics.AnalyticsQueryRoutes;
import dev.opikdesktop.server.analytics.AnalyticsQueryService;
import dev.opikdesktop.server.assertions.AssertionRoutes;
import dev.opikdesktop.server.assertions.AssertionService;
import dev.opikdesktop.server.assistant.AssistantStateRoutes;
import dev.opikdesktop.server.assistant.AssistantStateService;
import dev.opikdesktop.server.attachments.AttachmentRoutes;
import dev.opikdesktop.server.attachments.AttachmentService;
import dev.opikdesktop.server.backups.BackupRoutes;
import dev.opikdesktop.server.backups.BackupService;
import dev.opikdesktop.server.comments.CommentRoutes;
import dev.opikdesktop.server.comments.CommentService;
import dev.opikdesktop.server.costs.ModelPriceRoutes;
import dev.opikdesktop.server.costs.ModelPrices;
import dev.opikdesktop.server.dashboards.DashboardRoutes;
import dev.opikdesktop.server.dashboards.DashboardScope;
import dev.opikdesktop.server.dashboards.DashboardService;
import dev.opikdesktop.server.dashboards.SavedQueryRoutes;
import dev.opikdesktop.server.dashboards.SavedQueryService;
import dev.opikdesktop.server.definitions.DefinitionRoutes;
import dev.opikdesktop.server.definitions.DefinitionService;
import dev.opikdesktop.server.deletes.Cascade;
import dev.opikdesktop.server.deletes.Compaction;
import dev.opikdesktop.server.deletes.CompactionRoutes;
import dev.opikdesktop.server.entities.EntityLookup;
import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.environments.EnvironmentRoutes;
import dev.opikdesktop.server.environments.EnvironmentService;
import dev.opikdesktop.server.events.EventRoutes;
import dev.opikdesktop.server.events.Events;
import dev.opikdesktop.server.failures.FailureRoutes;
import dev.opikdesktop.server.failures.FailureService;
import dev.opikdesktop.server.guardrails.GuardrailRoutes;
import dev.opikdesktop.server.guardrails.GuardrailService;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.HttpServer;
import dev.opikdesktop.server.http.ServedOperation;
import dev.opikdesktop.server.ingest.Deletions;
import dev.opikdesktop.server.ingest.Throughput;
import dev.opikdesktop.server.links.LinkRoutes;
import dev.opikdesktop.server.links.LinkService;
import dev.opikdesktop.server.observation.PrometheusRoutes;
import dev.opikdesktop.server.observation.RequestMeasures;
import dev.opikdesktop.server.openapi.OpenApiRoutes;
import dev.opikdesktop.server.otlp.OtlpGrpc;
import dev.opikdesktop.server.otlp.OtlpIntake;
import dev.opikdesktop.server.otlp.OtlpRoutes;
import dev.opikdesktop.server.otlp.RememberedTraceIds;
import dev.opikdesktop.server.otlp.SeenTraceIds;
import dev.opikdesktop.server.otlp.StoredTraceIds;
import dev.opikdesktop.server.projects.CommittedWrites;
import dev.opikdesktop.server.projects.ProjectActivity;
import dev.opikdesktop.server.projects.ProjectDeletion;
import dev.opikdesktop.server.projects.ProjectListRoutes;
import dev.opikdesktop.server.projects.ProjectRoutes;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.queues.HoldingQueues;
import dev.opikdesktop.server.queues.QueueRoutes;
import dev.opikdesktop.server.queues.QueueService;
import dev.opikdesktop.server.queues.ScoredItems;
import dev.opikdesktop.server.records.RecordRoutes;
import dev.opikdesktop.server.records.StoredTables;
import dev.opikdesktop.server.reports.ReportRoutes;
import dev.opikdesktop.server.reports.ReportService;
import dev.opikdesktop.server.retention.CleanUp;
import dev.opikdesktop.server.retention.RetentionRoutes;
import dev.opikdesktop.server.retention.RetentionService;
import dev.opikdesktop.server.retention.Traces;
import dev.opikdesktop.server.scores.ScoreNameRoutes;
import dev.opikdesktop.server.scores.ScoreRoutes;
import dev.opikdesktop.server.scores.ScoreService;
import dev.opikdesktop.server.spans.SpanCostRoutes;
import dev.opikdesktop.server.spans.SpanRecords;
import dev.opikdesktop.server.spans.SpanRoutes;
import dev.opikdesktop.server.spans.SpanService;
import dev.opikdesktop.server.spans.SpanType;
import dev.opikdesktop.server.statistics.ActivityRoutes;
import dev.opikdesktop.server.statistics.ActivityStore;
import dev.opikdesktop.server.statistics.MetricRoutes;
import dev.opikdesktop.server.statistics.MetricService;
import dev.opikdesktop.server.statistics.StatisticsRoutes;
import dev.opikdesktop.server.statistics.StatisticsService;
import dev.opikdesktop.server.statistics.TokenNames;
import dev.opikdesktop.server.statistics.WorkspaceMetricRoutes;
import dev.opikdesktop.server.system.About;
import dev.opikdesktop.server.system.AboutRoutes;
import dev.opikdesktop.server.system.AccessRoutes;
import dev.opikdesktop.server.system.FolderSize;
import dev.opikdesktop.server.system.Health;
import dev.opikdesktop.server.system.HealthCheck;
import dev.opikdesktop.server.system.HealthRoutes;
import dev.opikdesktop.server.system.ProductVersion;
import dev.opikdesktop.server.system.StorageRoutes;
import dev.opikdesktop.server.system.ToggleRoutes;
import dev.opikdesktop.server.telemetry.Telemetry;
import dev.opikdesktop.server.threads.ThreadDeletion;
import dev.opikdesktop.server.threads.ThreadRoutes;
import dev.opikdesktop.server.threads.ThreadScoreRoutes;
import dev.opikdesktop.server.threads.ThreadService;
import dev.opikdesktop.server.traces.TraceRecords;
import dev.opikdesktop.server.traces.TraceRoutes;
import dev.opikdesktop.server.traces.TraceService;
import dev.opikdesktop.server.usage.UsageRoutes;
import dev.opikdesktop.server.usage.UsageService;
import dev.opikdesktop.server.welcome.WelcomeRoutes;
import dev.opikdesktop.server.welcome.WelcomeService;
import dev.opikdesktop.server.workspaces.WorkspaceRoutes;
import dev.opikdesktop.server.workspaces.WorkspaceService;
import dev.opikdesktop.storage.Stores;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The server, put together: which resource gets what it needs is said here and nowhere else. The
 * stores belong to the caller, who closes them after the server.
 */
public final class OpikServer implements AutoCloseable {
  private final HttpServer http;
  private final ProjectActivity activity;
  private final ThreadService threads;
  private final CleanUp cleanUp;
  private final Compaction compaction;
  private final BackupService backups;
  private final Telemetry telemetry;

  private OpikServer(
      HttpServer http,
      ProjectActivity activity,
      ThreadService threads,
      CleanUp cleanUp,
      Compaction compaction,
      BackupService backups,
      Telemetry telemetry) {
    this.http = http;
    this.cleanUp = cleanUp;
    this.activity = activity;
    this.threads = threads;
    this.compaction = compaction;
    this.backups = backups;
    this.telemetry = telemetry;
  }

  /**
   * Starts to serve.
   *
   * @throws dev.opikdesktop.server.http.PortTakenException if the REST port is taken
   */
  public static OpikServer start(ServerSettings settings, Stores stores) {
    return start(settings, stores, Telemetry.OFF);
  }

  /**
   * The same.
   *
   * @param telemetry is told of what is done, and closed with the server
   */
  public static OpikServer start(ServerSettings settings, Stores stores, Telemetry telemetry) {
    return telemetry.origin().during(() -> assembled(settings, stores, telemetry));
  }

  private static OpikServer assembled(ServerSettings settings, Stores stores, Telemetry telemetry) {
    Instant startedAt = Instant.now();
    Events events = new Events();
    Throughput throughput = new Throughput(Clock.systemUTC());
    ProjectService projects =
        new ProjectService(stores.relational(), stores.coordination(), events);
    ProjectActivity activity = projects.activity();
    EnvironmentService environments = new EnvironmentService(stores.relational(), events);
    StoredTraceIds traceIds = SeenTraceIds.of(stores.analytics(), projects);
    CommittedWrites news =
        new CommittedWrites(activity, events, environments::saw, traceIds::stored);
    WorkspaceService workspaces = new WorkspaceService(stores.relational());
    HoldingQueues holding =
        new HoldingQueues(stores.relational(), stores.analytics(), stores.coordination());
    ThreadService threads =
        new ThreadService(
            stores.analytics(),
            stores.coordination(),
            events,
            holding,
            () -> workspaces.threadTimeout().orElse(ThreadService.IDLE_AFTER));
    Deletions deletions = new Deletions();
    AttachmentService attachments =
        new AttachmentService(stores.analytics(), stores.blobs(), stores.coordination(), projects);
    Cascade cascade = new Cascade(stores.analytics(), deletions, attachments, events);
    TraceService traces =
        new TraceService(
            stores.analytics(),
            stores.coordination(),
            projects,
            deletions,
            cascade,
            attachments.payloads(),
            news,
            threads.traces(),
            holding);
    ModelPrices prices = ModelPrices.in(settings.dataFolder());
    SpanService spans =
        new SpanService(
            stores.analytics(),
            stores.coordination(),
            projects,
            deletions,
            attachments.payloads(),
            prices.calculator(),
            throughput,
            news);
    Map<EntityType, EntityLookup> entities =
        Map.of(
            EntityType.TRACE,
            traces::project,
            EntityType.SPAN,
            spans::project,
            EntityType.THREAD,
            threads::project);
    CommentService comments =
        new CommentService(stores.analytics(), stores.coordination(), entities, events);
    AssertionService assertions = new AssertionService(stores.analytics(), projects);
    QueueService queues =
        new QueueService(
            stores.relational(), stores.analytics(), stores.coordination(), events, holding);
    ScoreService scores =
        new ScoreService(
            stores.analytics(),
            entities,
            projects,
            assertions,
            events,
            new ScoredItems(stores.relational(), stores.analytics(), queues));
    GuardrailService guardrails =
        new GuardrailService(stores.analytics(), projects, traces::project, events);
    StatisticsService statistics = new StatisticsService(stores.analytics());
    MetricService metrics = new MetricService(stores.analytics(), projects, threads);
    DashboardService dashboards = new DashboardService(stores.relational(), projects);
    AnalyticsQueryService queries = new AnalyticsQueryService(stores.analytics(), projects);
    SavedQueryService savedQueries =
        new SavedQueryService(stores.relational(), dashboards, queries);
    ReportService reports =
        new ReportService(stores.relational(), projects, InstantSource.system());
    FailureService failures = new FailureService(stores.relational());
    OtlpIntake otlp =
        new OtlpIntake(
            new RememberedTraceIds(stores.coordination(), traceIds),
            (caller, traceWrites, spanWrites) -> {
              traces.upsert(caller, traceWrites);
              spans.upsert(caller, spanWrites);
            },
            InstantSource.system());
    Compaction compaction = new Compaction(stores.analytics(), attachments::deleteLeftovers);
    ThreadDeletion threadDeletion = new ThreadDeletion(threads, traces, cascade);
    BackupService backups =
        new BackupService(
            settings.dataFolder(),
            settings.readOnly() ? Optional.empty() : stores.snapshot(),
            compaction);
    RetentionService retention = new RetentionService(stores.relational());
    CleanUp cleanUp =
        new CleanUp(
            retention,
            new Traces(stores.analytics()),
            cascade,
            threadDeletion,
            compaction,
            new FolderSize(settings.dataFolder(), StorageRoutes.COPIES)::counted,
            settings.maxDataBytes(),
            InstantSource.system());
    AtomicReference<@Nullable HttpServer> listening = new AtomicReference<>();
    FolderSize folderSize = new FolderSize(settings.dataFolder());
    RequestMeasures requests = new RequestMeasures();
    PrometheusRoutes prometheus =
        new PrometheusRoutes(requests, stores, events, settings.dataFolder(), folderSize);
    AboutRoutes about =
        new AboutRoutes(
            () ->
                new About(
                    About.NAME,
                    ProductVersion.read(),
                    HealthRoutes.CONTRACT_VERSION,
                    url(listening.get()),
                    otlpUrl(listening.get(), HttpServer::otlpHttpPort),
                    otlpUrl(listening.get(), HttpServer::otlpGrpcPort),
                    settings.dataFolder().toAbsolutePath().toString(),
                    folderSize.bytes(),
                    throughput.perSecond(),
                    startedAt));
    try {
      HttpServer http =
          HttpServer.builder()
              .host(settings.host())
              .port(settings.port())
              .otlpHttpPort(settings.otlpHttpPort())
              .otlpGrpcPort(settings.otlpGrpcPort())
              .allowedHosts(settings.allowedHosts())
              .maxRequestSize(settings.maxRequestBytes())
              .maxJsonSize(settings.maxJsonBytes())
              .api(
                  List.of(
                      new HealthRoutes(health(stores)),
                      prometheus,
                      new AccessRoutes(),
                      new ToggleRoutes(
                          Set.of(
                              "custom_charts_enabled_for_workspace",
                              "annotation_queue_automation_enabled")),
                      about,
                      new StorageRoutes(
                          settings.dataFolder(),
                          settings.maxDataBytes(),
                          stores.analytics(),
                          projects),
                      new EventRoutes(events),
                      new OpenApiRoutes(
                          () -> Objects.requireNonNull(listening.get(), "listening").operations()),
                      new LinkRoutes(new LinkService(stores.analytics(), projects, events)),
                      // Before the resources: /traces/stats is no trace.
                      new StatisticsRoutes(statistics, projects, threads),
                      new ActivityRoutes(
                          new ActivityStore(stores.analytics()),
                          new TokenNames(stores.analytics())),
                      new MetricRoutes(metrics),
                      new WorkspaceMetricRoutes(stores.analytics(), metrics),
                      new WorkspaceRoutes(workspaces),
                      new UsageRoutes(
                          new UsageService(
                              stores.analytics(), stores.relational(), InstantSource.system())),
                      new ProjectRoutes(
                          projects,
                          new ProjectDeletion(
                              projects,
                              List.of(
                                  threads::deleteAll,
                                  cascade,
                                  dashboards,
                                  savedQueries,
                                  reports,
                                  failures,
                                  queues)),
                          statistics::ofProject),
                      new ProjectListRoutes(),
                      new ThreadRoutes(threads, threadDeletion, projects, attachments.payloads()),
                      new ThreadScoreRoutes(threads, scores, projects),
                      new TraceRoutes(traces, projects),
                      new SpanRoutes(spans, projects),
                      new SpanCostRoutes(spans),
                      new ModelPriceRoutes(prices),
                      new CommentRoutes(comments),
                      new DefinitionRoutes(new DefinitionService(stores.relational(), events)),
                      new QueueRoutes(queues),
                      new DashboardRoutes(dashboards, DashboardScope.WORKSPACE),
                      new DashboardRoutes(dashboards, DashboardScope.INSIGHTS),
                      new SavedQueryRoutes(savedQueries),
                      new WelcomeRoutes(new WelcomeService(stores.relational())),
                      new AnalyticsQueryRoutes(queries),
                      new ReportRoutes(reports),
                      new FailureRoutes(failures),
                      new AssistantStateRoutes(new AssistantStateService(stores.blobs())),
                      new EnvironmentRoutes(environments),
                      new ScoreNameRoutes(scores, SpanType.codes()),
                      new ScoreRoutes(scores),
                      new AssertionRoutes(assertions),
                      new GuardrailRoutes(guardrails),
                      new AttachmentRoutes(attachments),
                      new RecordRoutes(
                          projects,
                          Stream.concat(
                                  Stream.of(
                                      new TraceRecords(traces, stores.analytics()),
                                      new SpanRecords(spans, stores.analytics())),
                                  StoredTables.all(stores.analytics(), threads.records(), events)
                                      .stream())
                              .toList()),
                      new CompactionRoutes(compaction),
                      new BackupRoutes(backups),
                      new RetentionRoutes(retention, cleanUp),
                      new OtlpRoutes("/v1/private/otel", otlp)))
              .otlp(new OtlpRoutes("", otlp))
              .otlpGrpc(settings.readOnly() ? List.of() : OtlpGrpc.methods(otlp))
              .observer(telemetry.requests(requests))
              .admit(settings.readOnly() ? ReadOnly::admits : operation -> true)
              .closeFirst(events)
              .start();
      listening.set(http);
      telemetry.connect(
          prometheus::snapshots,
          (project, own) -> events.quietly(() -> otlp.accept(Caller.LOCAL, project, own)));
      return new OpikServer(http, activity, threads, cleanUp, compaction, backups, telemetry);
    } catch (RuntimeException e) {
      events.close();
      activity.close();
      threads.close();
      cleanUp.close();
      backups.close();
      compaction.close();
      throw e;
    }
  }

  public int restPort() {
    return http.restPort();
  }

  /** Empty when switched off, or when the port was taken. */
  public OptionalInt otlpHttpPort() {
    return http.otlpHttpPort();
  }

  /** Empty when switched off, or when the port was taken. */
  public OptionalInt otlpGrpcPort() {
    return http.otlpGrpcPort();
  }

  /** Where the REST API answers, for clients on this machine. */
  public URI restUrl() {
    return URI.create(url(http));
  }

  /**
   * What is called when a restored backup waits for the stores to be closed. Whoever closes and
   * opens them must not do so in the call.
   */
  public void onRestoreReady(Runnable listener) {
    backups.onRestoreReady(listener);
  }

  /** What the REST API has routes for. */
  public List<ServedOperation> operations() {
    return http.operations();
  }

  @Override
  public void close() {
    http.close();
    telemetry.close();
    activity.close();
    threads.close();
    cleanUp.close();
    backups.close();
    compaction.close();
  }

  /** Nothing before the ports are open: nobody can ask then. */
  private static String url(@Nullable HttpServer http) {
    return http == null ? "" : "http://localhost:" + http.restPort();
  }

  private static @Nullable String otlpUrl(
      @Nullable HttpServer http, Function<HttpServer, OptionalInt> port) {
    return http == null || port.apply(http).isEmpty()
        ? null
        : "http://localhost:" + port.apply(http).getAsInt();
  }

  private static Health health(Stores stores) {
    return new Health(
        List.of(
            new HealthCheck("clickhouse", () -> require(stores.analytics().isReady())),
            new HealthCheck("db", () -> require(stores.relational().isReady()))));
  }

  private static void require(boolean ready) {
    if (!ready) {
      throw new IllegalStateException("The store does not answer");
    }
  }
}
