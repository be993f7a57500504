--liquibase formatted sql

--changeset opik-desktop:retention-rules
--comment How long traces are kept. A rule without a project is one of the workspace or of the organization. Of one scope one rule is enabled.
CREATE TABLE retention_rules
(
    id              CHAR(36)     NOT NULL,
    workspace_id    CHAR(36)     NOT NULL,
    project_id      CHAR(36),
    level           VARCHAR(16)  NOT NULL,
    retention       VARCHAR(16)  NOT NULL,
    apply_to_past   BOOLEAN      NOT NULL,
    enabled         BOOLEAN      NOT NULL,
    catch_up_done   BOOLEAN      NOT NULL,
    created_at      DATETIME(6)  NOT NULL,
    created_by      VARCHAR(255) NOT NULL,
    last_updated_at DATETIME(6)  NOT NULL,
    last_updated_by VARCHAR(255) NOT NULL,
    CONSTRAINT retention_rules_key PRIMARY KEY (id)
) ${table};

--changeset opik-desktop:retention-rules-newest-first
CREATE INDEX retention_rules_newest ON retention_rules (workspace_id, id DESC);
