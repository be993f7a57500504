package dev.opikdesktop.server.query;

import dev.opikdesktop.server.http.Caller;
import dev.opikdesktop.server.query.Field.Reads;
import dev.opikdesktop.storage.analytics.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A selection over several projects: what its statement says of the one project of another
 * selection, in whichever table, it says of all of them.
 *
 * @param one what is wanted of each
 * @param projects none for all of the workspace
 */
public record SeveralProjects(Selection one, List<UUID> projects) implements Selection {
  /** As all statements of selections have it. */
  private static final String IN_ONE = Statement.of("project_id = {project:Id}").sql();

  private static final String IN_SEVERAL = "project_id IN {projects:Ids}";
  private static final String ANYWHERE = "1";

  public SeveralProjects {
    projects = List.copyOf(projects);
  }

  @Override
  public UUID projectId() {
    return one.projectId();
  }

  @Override
  public IdTimeRange times() {
    return one.times();
  }

  @Override
  public Statement statement(Caller caller, Set<Reads> reads, String sql) {
    Statement statement = one.statement(caller, reads, sql);
    String wide = statement.sql().replace(IN_ONE, projects.isEmpty() ? ANYWHERE : IN_SEVERAL);
    return statement.text(wide).with("projects", projects);
  }
}
