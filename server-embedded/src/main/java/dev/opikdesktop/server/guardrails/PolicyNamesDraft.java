package dev.opikdesktop.server.guardrails;

import dev.opikdesktop.server.http.Draft;
import dev.opikdesktop.server.http.FieldReader;
import dev.opikdesktop.server.http.Validation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which policies a body asks for: {@code {"names": [...]}}. */
final class PolicyNamesDraft implements Draft<List<String>> {
  private @Nullable List<String> names;

  @Override
  public void field(FieldReader in, String field) {
    if (field.equals("names")) {
      names = in.strings();
    } else {
      in.skip();
    }
  }

  @Override
  public void validate(Validation validation) {
    validation.required("names", names);
  }

  @Override
  public List<String> write() {
    return Objects.requireNonNull(names);
  }
}
