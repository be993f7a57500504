--liquibase formatted sql

--changeset opik-desktop:projects
--comment The id is version 7, so its order is the order of creation.
CREATE TABLE projects
(
    id                    CHAR(36)     NOT NULL,
    workspace_id          CHAR(36)     NOT NULL,
    name                  ${text}(255) NOT NULL,
    description           ${text}(255),
    visibility            VARCHAR(16)  NOT NULL,
    created_at            DATETIME(6)  NOT NULL,
    created_by            VARCHAR(255) NOT NULL,
    last_updated_at       DATETIME(6)  NOT NULL,
    last_updated_by       VARCHAR(255) NOT NULL,
    last_updated_trace_at DATETIME(6),
    CONSTRAINT projects_key PRIMARY KEY (id),
    CONSTRAINT projects_name UNIQUE (workspace_id, name)
) ${table};

--changeset opik-desktop:projects-newest-first
CREATE INDEX projects_newest ON projects (workspace_id, id DESC);
