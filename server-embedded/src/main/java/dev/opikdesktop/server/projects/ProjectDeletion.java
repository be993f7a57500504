package dev.opikdesktop.server.projects;

import dev.opikdesktop.server.entities.ProjectContents;
import dev.opikdesktop.server.http.Caller;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Deletes projects with all that lies in them. The original leaves their traces behind, where
 * nobody finds them (Opik contract 5.7); here a deleted project takes no room any more.
 */
public final class ProjectDeletion {
  private final ProjectService projects;
  private final List<ProjectContents> contents;

  public ProjectDeletion(ProjectService projects, List<ProjectContents> contents) {
    this.projects = projects;
    this.contents = List.copyOf(contents);
  }

  /**
   * Deletes the projects that are there. The project goes first, so that its name leads new writes
   * to a new one, and its contents after it, also when the project was gone already: whoever was
   * told that a deletion failed ends it by asking again.
   */
  void delete(Caller caller, List<UUID> ids) {
    Set<UUID> each = new LinkedHashSet<>(ids);
    projects.remove(caller, each);
    contents.forEach(kind -> kind.delete(caller, each));
    each.forEach(projects::publish);
  }
}
