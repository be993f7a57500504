package dev.opikdesktop.server.queues;

import dev.opikdesktop.server.http.BatchIds;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.PageRequest;
import dev.opikdesktop.server.http.PageWriter;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.json.Json;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Annotation queues over HTTP. */
public final class QueueRoutes implements HttpService {
  private static final String PATH = "/v1/private/annotation-queues";

  private final QueueService queues;

  public QueueRoutes(QueueService queues) {
    this.queues = queues;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post(PATH, this::create)
        .get(PATH, this::list)
        .post(PATH + "/batch", this::createBatch)
        .post(PATH + "/delete", this::delete)
        .get(PATH + "/{id}", this::get)
        .patch(PATH + "/{id}", this::update)
        .post(PATH + "/{id}/items/add", this::addItems)
        .post(PATH + "/{id}/items/delete", this::removeItems)
        .post(PATH + "/{id}/items/search", this::searchItems)
        .put(PATH + "/{queueId}/items/{itemId}/lock", this::lockItem)
        .get(PATH + "/{queueId}/locks", this::locks);
  }

  private void create(ServerRequest request, ServerResponse response) {
    QueueDraft.Write write = Draft.readOne(request.content().inputStream(), QueueDraft.ofNew());
    List<UUID> ids = queues.create(Caller.of(request), List.of(write));
    Responses.created(request, response, ids.getFirst());
  }

  private void createBatch(ServerRequest request, ServerResponse response) {
    queues.create(
        Caller.of(request),
        Draft.readBatch(request.content().inputStream(), "annotation_queues", QueueDraft::ofNew));
    Responses.noContent(response);
  }

  private void update(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("id");
    QueueDraft.Write update = Draft.readOne(request.content().inputStream(), QueueDraft.ofUpdate());
    queues.update(Caller.of(request), id, update);
    Responses.noContent(response);
  }

  private void get(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("id");
    Responses.json(request, response, queues.get(Caller.of(request), id));
  }

  private void list(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    PageRequest page = PageRequest.of(request);
    QueueQuery query = QueueQuery.of(Parameters.of(request));
    long total = queues.count(caller, query);
    List<AnnotationQueue> content = queues.page(caller, query, page);
    Responses.json(
        request,
        response,
        out ->
            PageWriter.write(
                out, page.page(), total, content, Json.MAPPER::writeValue, QueueQuery.SORTABLE_BY));
  }

  private void delete(ServerRequest request, ServerResponse response) {
    queues.remove(Caller.of(request), BatchIds.read(request.content().inputStream()));
    Responses.noContent(response);
  }

  private void addItems(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("id");
    queues.add(Caller.of(request), id, BatchIds.read(request.content().inputStream()));
    Responses.noContent(response);
  }

  private void removeItems(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("id");
    queues.remove(Caller.of(request), id, BatchIds.read(request.content().inputStream()));
    Responses.noContent(response);
  }

  private void searchItems(ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("id");
    List<QueueItem> found =
        queues.items(Caller.of(request), id, BatchIds.read(request.content().inputStream()));
    Responses.json(request, response, Map.of("content", found));
  }

  private void lockItem(ServerRequest request, ServerResponse response) {
    Parameters parameters = Parameters.of(request);
    Responses.json(
        request,
        response,
        queues.lock(
            Caller.of(request), parameters.pathUuid("queueId"), parameters.pathUuid("itemId")));
  }

  private void locks(ServerRequest request, ServerResponse response) {
    Caller caller = Caller.of(request);
    Responses.json(
        request, response, queues.locks(caller, Parameters.of(request).pathUuid("queueId")));
  }
}
