--liquibase formatted sql

--changeset opik-desktop:workspace-configurations
--comment What a workspace has otherwise than the server. The colors are the JSON of the wire.
CREATE TABLE workspace_configurations
(
    workspace_id            CHAR(36)     NOT NULL,
    thread_timeout_seconds  BIGINT,
    truncation_on_tables    BOOLEAN,
    color_map               MEDIUMTEXT,
    created_at              DATETIME(6)  NOT NULL,
    created_by              VARCHAR(255) NOT NULL,
    last_updated_at         DATETIME(6)  NOT NULL,
    last_updated_by         VARCHAR(255) NOT NULL,
    CONSTRAINT workspace_configurations_key PRIMARY KEY (workspace_id)
) ${table};
