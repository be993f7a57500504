package dev.opikdesktop.server.query;

import dev.opikdesktop.server.query.Field.Place;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.server.query.Sorting.Sortable;

/**
 * Fields over resources that are not served yet: so far nothing can be in an experiment, and what
 * is asked of that is answered accordingly. A resource that comes takes its field away from here
 * and reads its table.
 */
public final class FieldsOverNothing {
  /** The experiment that a trace is in. As recorded, no operator is true of one that is in none. */
  public static final Field EXPERIMENT_ID =
      new Field("experiment_id", FieldType.TEXT, new Place.Nowhere(), Reads.KEY);

  /** The same, one of several; {@code not_in} too leaves out what is in no experiment. */
  public static final Field EXPERIMENT_IDS =
      new Field("experiment_ids", FieldType.TEXT_LIST, new Place.Nowhere(), Reads.KEY);

  /** An order by experiments: all are alike. */
  public static final Sortable BY_EXPERIMENT_ID = new Sortable("experiment_id", "''", Reads.KEY);

  private FieldsOverNothing() {}
}
