--liquibase formatted sql

--changeset opik-desktop:dashboards
--comment Dashboards and, of the scope insights, insights views. The config is the JSON of the wire.
CREATE TABLE dashboards
(
    id              CHAR(36)     NOT NULL,
    workspace_id    CHAR(36)     NOT NULL,
    project_id      CHAR(36),
    name            ${text}(120) NOT NULL,
    slug            ${text}(150) NOT NULL,
    type            VARCHAR(16)  NOT NULL,
    scope           VARCHAR(16)  NOT NULL,
    description     VARCHAR(1000),
    config          MEDIUMTEXT   NOT NULL,
    created_at      DATETIME(6)  NOT NULL,
    created_by      VARCHAR(255) NOT NULL,
    last_updated_at DATETIME(6)  NOT NULL,
    last_updated_by VARCHAR(255) NOT NULL,
    CONSTRAINT dashboards_key PRIMARY KEY (id),
    CONSTRAINT dashboards_slug UNIQUE (workspace_id, slug)
) ${table};

--changeset opik-desktop:dashboards-newest-first
CREATE INDEX dashboards_newest ON dashboards (workspace_id, scope, id DESC);

--changeset opik-desktop:welcome-wizards
--comment What a user said in the welcome wizard; integrations is a JSON array.
CREATE TABLE welcome_wizards
(
    workspace_id      CHAR(36)     NOT NULL,
    role              VARCHAR(100),
    integrations      MEDIUMTEXT   NOT NULL,
    email             VARCHAR(255),
    join_beta_program BOOLEAN      NOT NULL,
    created_at        DATETIME(6)  NOT NULL,
    created_by        VARCHAR(255) NOT NULL,
    last_updated_at   DATETIME(6)  NOT NULL,
    last_updated_by   VARCHAR(255) NOT NULL,
    CONSTRAINT welcome_wizards_key PRIMARY KEY (workspace_id)
) ${table};

--changeset opik-desktop:reports
--comment Reports on projects. The recommended actions are the JSON of the wire.
CREATE TABLE reports
(
    id                  CHAR(36)     NOT NULL,
    workspace_id        CHAR(36)     NOT NULL,
    project_id          CHAR(36)     NOT NULL,
    session_id          VARCHAR(255),
    content             MEDIUMTEXT,
    recommended_actions MEDIUMTEXT,
    status              VARCHAR(16)  NOT NULL,
    failure_reason      VARCHAR(255),
    created_at          DATETIME(6)  NOT NULL,
    created_by          VARCHAR(255) NOT NULL,
    last_updated_at     DATETIME(6)  NOT NULL,
    last_updated_by     VARCHAR(255) NOT NULL,
    CONSTRAINT reports_key PRIMARY KEY (id)
) ${table};

--changeset opik-desktop:reports-newest-first
CREATE INDEX reports_newest ON reports (workspace_id, project_id, id DESC);

--changeset opik-desktop:report-preferences
CREATE TABLE report_preferences
(
    project_id      CHAR(36)     NOT NULL,
    workspace_id    CHAR(36)     NOT NULL,
    enabled         BOOLEAN      NOT NULL,
    schedule_time   CHAR(8),
    custom_prompt   VARCHAR(5000),
    created_at      DATETIME(6)  NOT NULL,
    last_updated_at DATETIME(6)  NOT NULL,
    last_updated_by VARCHAR(255) NOT NULL,
    CONSTRAINT report_preferences_key PRIMARY KEY (workspace_id, project_id)
) ${table};

--changeset opik-desktop:report-failures
--comment What went wrong when something was to be reported on.
CREATE TABLE report_failures
(
    id              CHAR(36)     NOT NULL,
    workspace_id    CHAR(36)     NOT NULL,
    project_id      CHAR(36)     NOT NULL,
    type            VARCHAR(32)  NOT NULL,
    reason          VARCHAR(255) NOT NULL,
    detail          MEDIUMTEXT,
    created_at      DATETIME(6)  NOT NULL,
    created_by      VARCHAR(255) NOT NULL,
    last_updated_at DATETIME(6)  NOT NULL,
    last_updated_by VARCHAR(255) NOT NULL,
    CONSTRAINT report_failures_key PRIMARY KEY (id)
) ${table};

--changeset opik-desktop:report-failures-newest-first
CREATE INDEX report_failures_newest ON report_failures (workspace_id, project_id, id DESC);
