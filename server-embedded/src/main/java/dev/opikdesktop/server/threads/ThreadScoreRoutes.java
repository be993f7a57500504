package dev.opikdesktop.server.threads;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.projects.ProjectService;
import dev.opikdesktop.server.scores.EntityScore;
import dev.opikdesktop.server.scores.ScoreService;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Scores of threads over HTTP: clients name threads by what their traces share. */
public final class ThreadScoreRoutes implements HttpService {
  private final ThreadService threads;
  private final ScoreService scores;
  private final ProjectService projects;

  public ThreadScoreRoutes(ThreadService threads, ScoreService scores, ProjectService projects) {
    this.threads = threads;
    this.scores = scores;
    this.projects = projects;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .put("/v1/private/traces/threads/feedback-scores", this::write)
        .post("/v1/private/traces/threads/feedback-scores/delete", this::delete);
  }

  private void write(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    List<ThreadScore> batch = ThreadScore.readBatch(request.content().inputStream());
    Map<UUID, Set<String>> byProject = new LinkedHashMap<>();
    List<UUID> projectOf = new ArrayList<>();
    for (ThreadScore each : batch) {
      UUID project = projects.resolve(caller, each.projectId(), each.projectName());
      projectOf.add(project);
      byProject.computeIfAbsent(project, ignored -> new LinkedHashSet<>()).add(each.threadId());
    }
    Map<UUID, Map<String, UUID>> models = new LinkedHashMap<>();
    byProject.forEach(
        (project, threadIds) -> models.put(project, threads.models(caller, project, threadIds)));
    List<EntityScore> written = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      UUID project = projectOf.get(i);
      UUID model = models.getOrDefault(project, Map.of()).get(batch.get(i).threadId());
      if (model != null) {
        written.add(new EntityScore(project, model, batch.get(i).score()));
      }
    }
    scores.write(caller, EntityType.THREAD, written);
    Responses.noContent(response);
  }

  private void delete(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    ThreadScoreDeletion which = ThreadScoreDeletion.read(request.content().inputStream());
    UUID project =
        projects.required(
            caller,
            Optional.ofNullable(which.projectId()),
            Optional.ofNullable(which.projectName()));
    threads
        .model(caller, project, which.threadId())
        .ifPresent(model -> scores.delete(caller, EntityType.THREAD, model, which.scores()));
    Responses.noContent(response);
  }
}
