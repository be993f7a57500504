package dev.opikdesktop.server.backups;

import dev.opikdesktop.server.http.ApiException;
import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Parameters;
import dev.opikdesktop.server.http.Responses;
import dev.opikdesktop.server.http.Validation;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/private/opik-desktop/backups}. What takes long answers 202 and goes on: GET says how
 * far it is. They name and write folders of this machine, so nobody from elsewhere may ask.
 */
public final class BackupRoutes implements HttpService {
  private static final String PATH = "/v1/private/opik-desktop/backups";

  private final BackupService backups;

  public BackupRoutes(BackupService backups) {
    this.backups = backups;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get(
            PATH,
            local(
                (request, response) -> Responses.json(request, response, (Object) backups.list())))
        .post(PATH, local(this::make))
        .post(PATH + "/cancel", local(this::cancel))
        .post(PATH + "/{id}/verify", local(begin(backups::verify)))
        .post(PATH + "/{id}/restore", local(begin(backups::restore)))
        .delete(PATH + "/{id}", local(this::delete));
  }

  private static Handler local(Handler handler) {
    return (request, response) -> {
      if (!(request.remotePeer().address() instanceof InetSocketAddress peer)
          || !peer.getAddress().isLoopbackAddress()) {
        throw ApiException.coded(
            403, "Backups are the business of the machine that runs the server");
      }
      handler.handle(request, response);
    };
  }

  private void make(ServerRequest request, ServerResponse response) {
    String folder =
        request.content().hasEntity()
            ? Draft.readOne(request.content().inputStream(), new PlaceDraft()).folder
            : null;
    Responses.json(request, response, Status.ACCEPTED_202, backups.make(folder));
  }

  private static Handler begin(Function<UUID, BackupWork.Shown> work) {
    return (request, response) ->
        Responses.json(
            request,
            response,
            Status.ACCEPTED_202,
            work.apply(Parameters.of(request).pathUuid("id")));
  }

  private void cancel(ServerRequest request, ServerResponse response) {
    backups.cancel();
    Responses.noContent(response);
  }

  private void delete(ServerRequest request, ServerResponse response) {
    backups.delete(Parameters.of(request).pathUuid("id"));
    Responses.noContent(response);
  }

  /** {@code {"folder": …}}. */
  private static final class PlaceDraft implements Draft<PlaceDraft> {
    private @Nullable String folder;

    @Override
    public void field(FieldReader in, String name) {
      if (name.equals("folder")) {
        folder = in.text();
      } else {
        in.skip();
      }
    }

    @Override
    public void validate(Validation validation) {
      validation.nullOrNotBlank("folder", folder);
    }

    @Override
    public PlaceDraft write() {
      return this;
    }
  }
}
