--liquibase formatted sql

--changeset opik-desktop:dashboard-saved-queries
--comment SQL that widgets of dashboards run, over a project or the whole workspace. It never changes.
CREATE TABLE dashboard_saved_queries
(
    id           CHAR(36)     NOT NULL,
    workspace_id CHAR(36)     NOT NULL,
    project_id   CHAR(36),
    query_text   MEDIUMTEXT   NOT NULL,
    created_at   DATETIME(6)  NOT NULL,
    created_by   VARCHAR(255) NOT NULL,
    CONSTRAINT dashboard_saved_queries_key PRIMARY KEY (id)
) ${table};

--changeset opik-desktop:dashboard-saved-queries-by-project
CREATE INDEX dashboard_saved_queries_by_project ON dashboard_saved_queries (workspace_id, project_id);
