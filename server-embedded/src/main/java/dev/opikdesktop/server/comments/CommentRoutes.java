package dev.opikdesktop.server.comments;

import dev.opikdesktop.server.entities.EntityType;
import dev.opikdesktop.server.http.BatchIds;
import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.UUID;

/** Comments over HTTP, under the path of what they are about. */
public final class CommentRoutes implements HttpService {
  private final CommentService comments;

  public CommentRoutes(CommentService comments) {
    this.comments = comments;
  }

  @Override
  public void routing(HttpRules rules) {
    for (EntityType type : comments.types()) {
      String path =
          switch (type) {
            case TRACE -> "/v1/private/traces";
            case SPAN -> "/v1/private/spans";
            case THREAD -> "/v1/private/traces/threads";
          };
      rules
          .post(path + "/{id}/comments", (in, out) -> create(type, in, out))
          .get(path + "/{entityId}/comments/{commentId}", (in, out) -> get(type, in, out))
          .patch(path + "/comments/{commentId}", (in, out) -> update(type, in, out))
          .post(path + "/comments/delete", (in, out) -> delete(type, in, out));
    }
  }

  private void create(EntityType type, ServerRequest request, ServerResponse response) {
    UUID entity = Parameters.of(request).pathUuid("id");
    CommentDraft.Write write = Draft.readOne(request.content().inputStream(), new CommentDraft());
    UUID id = comments.create(Caller.of(request), type, entity, write);
    Responses.createdWithId(request, response, id);
  }

  private void get(EntityType type, ServerRequest request, ServerResponse response) {
    Parameters parameters = Parameters.of(request);
    Comment comment =
        comments.get(
            Caller.of(request),
            type,
            parameters.pathUuid("entityId"),
            parameters.pathUuid("commentId"));
    Responses.json(request, response, out -> CommentJson.write(out, comment));
  }

  private void update(EntityType type, ServerRequest request, ServerResponse response) {
    UUID id = Parameters.of(request).pathUuid("commentId");
    CommentDraft.Write write = Draft.readOne(request.content().inputStream(), new CommentDraft());
    comments.update(Caller.of(request), type, id, write.text());
    Responses.noContent(response);
  }

  private void delete(EntityType type, ServerRequest request, ServerResponse response) {
    comments.delete(Caller.of(request), type, BatchIds.read(request.content().inputStream()));
    Responses.noContent(response);
  }
}
