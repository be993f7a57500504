package dev.opikdesktop.server.http;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a body said of one entity so far. Fields come in any order, so everything is read first and
 * judged afterwards.
 *
 * @param <W> what a complete one becomes
 */
public interface Draft<W> {
  /** Takes the value that the reader is at, or skips it. */
  void field(FieldReader in, String name);

  /** Says what is missing or wrong. */
  void validate(Validation validation);

  /** The entity; only after {@link #validate} found nothing. */
  W write();

  /**
   * Reads a body that is one entity.
   *
   * @throws ApiException 400 or 422
   */
  static <W> W readOne(InputStream body, Draft<W> draft) {
    try (FieldReader in = new FieldReader(body)) {
      in.body(name -> draft.field(in, name));
    }
    Validation validation = new Validation();
    draft.validate(validation);
    validation.check();
    return draft.write();
  }

  /**
   * Reads a body of the form {@code {"LIST": [1 to 1000 entities]}}.
   *
   * @throws ApiException 400 or 422
   */
  static <W> List<W> readBatch(InputStream body, String list, Supplier<? extends Draft<W>> begin) {
    List<Draft<W>> drafts = new ArrayList<>();
    try (FieldReader in = new FieldReader(body)) {
      in.body(
          name -> {
            if (name.equals(list)) {
              in.array(
                  () -> {
                    Draft<W> draft = begin.get();
                    in.object(field -> draft.field(in, field));
                    drafts.add(draft);
                  });
            } else {
              in.skip();
            }
          });
    }
    Validation validation = new Validation().batch(list, drafts.size());
    validation.check();
    for (int i = 0; i < drafts.size(); i++) {
      drafts.get(i).validate(validation.within(list, i));
    }
    validation.check();
    return drafts.stream().map(Draft::write).toList();
  }
}
