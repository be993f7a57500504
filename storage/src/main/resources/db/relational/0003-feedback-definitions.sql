--liquibase formatted sql

--changeset opik-desktop:feedback-definitions
--comment What a score of a name may be. The details are the JSON of the wire: they are read whole or not at all.
CREATE TABLE feedback_definitions
(
    id              CHAR(36)     NOT NULL,
    workspace_id    CHAR(36)     NOT NULL,
    name            ${text}(255) NOT NULL,
    description     VARCHAR(255),
    type            VARCHAR(16)  NOT NULL,
    details         MEDIUMTEXT   NOT NULL,
    created_at      DATETIME(6)  NOT NULL,
    created_by      VARCHAR(255) NOT NULL,
    last_updated_at DATETIME(6)  NOT NULL,
    last_updated_by VARCHAR(255) NOT NULL,
    CONSTRAINT feedback_definitions_key PRIMARY KEY (id),
    CONSTRAINT feedback_definitions_name UNIQUE (workspace_id, name)
) ${table};

--changeset opik-desktop:feedback-definitions-newest-first
CREATE INDEX feedback_definitions_newest ON feedback_definitions (workspace_id, id DESC);

--changeset opik-desktop:feedback-definition-of-users
--comment The one that is always there, with the id and time that the clients know.
INSERT INTO feedback_definitions (id, workspace_id, name, type, details,
    created_at, created_by, last_updated_at, last_updated_by)
VALUES ('0190babc-62a0-71d2-832a-0feffa4676eb', '0190babc-62a0-71d2-832a-0feffa4676eb', 'User feedback',
    'categorical', '{"categories":{"👍":1,"👎":0}}',
    '2024-07-16 08:50:26', 'admin', '2024-07-16 08:50:26', 'admin');
