--liquibase formatted sql

--changeset opik-desktop:annotation-queues
--comment What people are asked to judge, by scope: traces or threads. The names of feedback definitions are a list of texts as RelationalFields has them; the annotator view is the JSON of the wire.
CREATE TABLE annotation_queues
(
    id                        CHAR(36)      NOT NULL,
    workspace_id              CHAR(36)      NOT NULL,
    project_id                CHAR(36)      NOT NULL,
    name                      ${text}(1000) NOT NULL,
    description               MEDIUMTEXT    NOT NULL,
    instructions              MEDIUMTEXT    NOT NULL,
    scope                     VARCHAR(16)   NOT NULL,
    comments_enabled          BOOLEAN       NOT NULL,
    feedback_definition_names MEDIUMTEXT    NOT NULL,
    annotators_per_item       INT           NOT NULL,
    lock_timeout_seconds      INT           NOT NULL,
    annotator_view            MEDIUMTEXT,
    created_at                DATETIME(6)   NOT NULL,
    created_by                VARCHAR(255)  NOT NULL,
    last_updated_at           DATETIME(6)   NOT NULL,
    last_updated_by           VARCHAR(255)  NOT NULL,
    CONSTRAINT annotation_queues_key PRIMARY KEY (id)
) ${table};

--changeset opik-desktop:annotation-queues-newest-first
CREATE INDEX annotation_queues_newest ON annotation_queues (workspace_id, id DESC);

--changeset opik-desktop:annotation-queues-by-project
CREATE INDEX annotation_queues_by_project ON annotation_queues (workspace_id, project_id, id DESC);

--changeset opik-desktop:annotation-queue-locks
--comment Who is judging an item just now, until when.
CREATE TABLE annotation_queue_locks
(
    queue_id   CHAR(36)     NOT NULL,
    item_id    CHAR(36)     NOT NULL,
    user_name  VARCHAR(255) NOT NULL,
    expires_at DATETIME(6)  NOT NULL,
    CONSTRAINT annotation_queue_locks_key PRIMARY KEY (queue_id, item_id, user_name)
) ${table};
