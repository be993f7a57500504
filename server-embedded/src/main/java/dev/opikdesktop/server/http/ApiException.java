package dev.opikdesktop.server.http;

import dev.opikdesktop.server.http.ErrorBody.Coded;
import dev.opikdesktop.server.http.ErrorBody.Errors;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer other than success, thrown from anywhere under a route and written at the edge. The
 * factories are the cases of the contract (Opik contract 1.5); which of the two body shapes a case
 * has is part of the contract.
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient ErrorBody body;

  public ApiException(int status, ErrorBody body, @Nullable Throwable cause) {
    super(text(body), cause, false, cause != null);
    this.status = status;
    this.body = body;
  }

  public static ApiException errors(int status, List<String> errors) {
    return new ApiException(status, new Errors(errors), null);
  }

  public static ApiException errors(int status, String error) {
    return errors(status, List.of(error));
  }

  public static ApiException coded(int status, String message) {
    return new ApiException(status, new Coded(status, message, null), null);
  }

  public static ApiException coded(int status, String message, String details) {
    return new ApiException(status, new Coded(status, message, details), null);
  }

  /** 422: each entry reads "field message", for example "name must not be blank". */
  public static ApiException validation(List<String> errors) {
    return errors(422, errors);
  }

  /** 422 with one entry. */
  public static ApiException validation(String error) {
    return errors(422, error);
  }

  /** 400 for a body that is not JSON, or has a value of the wrong type. */
  public static ApiException malformedJson(String details) {
    return coded(400, "Unable to process JSON", details);
  }

  /** 400 for a body that is understood and refused. */
  public static ApiException badRequest(String message) {
    return coded(400, message);
  }

  /** 400 for a query parameter that is no filter, sorting, instant … */
  public static ApiException badQuery(String parameter, String message) {
    return coded(400, "Invalid query parameter '" + parameter + "': " + message);
  }

  /** 404 for a path or query parameter that cannot be read at all, as in the original. */
  public static ApiException unreadableParameter(String parameter) {
    return coded(404, "HTTP 404 Not Found: '" + parameter + "' cannot be read");
  }

  /** 400 for an id of a new entity that is not a version 7 UUID. */
  public static ApiException notVersion7(String entity, UUID id) {
    return coded(
        400,
        entity + " id must be a version 7 UUID",
        entity + " id '" + id + "' has version " + id.version() + "; use a time-ordered UUID (v7)");
  }

  /** 404 in the shape of most look-ups: "Trace id: … not found". */
  public static ApiException notFound(String entity, UUID id) {
    return coded(404, entity + " id: " + id + " not found");
  }

  /** 404 {@code {code, message}}. */
  public static ApiException notFound(String message) {
    return coded(404, message);
  }

  /** 404 {@code {errors}}, which some resources use (datasets, projects/retrieve …). */
  public static ApiException notFoundErrors(String message) {
    return errors(404, message);
  }

  /** 409 {@code {errors}}, the usual shape of conflicts. */
  public static ApiException conflict(String message) {
    return errors(409, message);
  }

  public int status() {
    return status;
  }

  public ErrorBody body() {
    return body;
  }

  private static String text(ErrorBody body) {
    return switch (body) {
      case Errors errors -> String.join("; ", errors.errors());
      case Coded coded -> coded.message();
    };
  }
}
