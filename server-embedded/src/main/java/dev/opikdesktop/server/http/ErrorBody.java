package dev.opikdesktop.server.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two shapes in which the contract reports an error (Opik contract 1.5). */
public sealed interface ErrorBody {
  /** {@code {"errors": ["…"]}} */
  record Errors(List<String> errors) implements ErrorBody {
    public Errors {
      errors = List.copyOf(errors);
    }
  }

  /** {@code {"code": 404, "message": "…", "details": "…"}}; details are left out when null. */
  record Coded(int code, String message, @Nullable String details) implements ErrorBody {}
}
