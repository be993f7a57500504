--liquibase formatted sql

-- What people and programs say of a trace, a span or a thread. entity_type: 1 trace, 2 span, 3 thread;
-- a thread is named by the id of its row in the table threads. An id of zeros in source_queue_id means
-- that no annotation queue was involved.

--changeset opik-desktop:feedback-scores
CREATE TABLE feedback_scores
(
    workspace_id    FixedString(16),
    project_id      FixedString(16),
    entity_type     UInt8,
    entity_id       FixedString(16) CODEC(ZSTD(1)),
    name            String CODEC(ZSTD(1)),
    author          LowCardinality(String),
    source_queue_id FixedString(16) CODEC(ZSTD(1)),
    value           Decimal(18, 9) CODEC(ZSTD(1)),
    category_name   String CODEC(ZSTD(1)),
    reason          String CODEC(ZSTD(3)),
    source          UInt8,
    created_at      DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    created_by      LowCardinality(String),
    last_updated_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    last_updated_by LowCardinality(String),
    INDEX entity_bloom entity_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(last_updated_at)
ORDER BY (workspace_id, project_id, entity_type, entity_id, name, author, source_queue_id)
SETTINGS index_granularity = 1024;

--changeset opik-desktop:assertion-results
CREATE TABLE assertion_results
(
    workspace_id    FixedString(16),
    project_id      FixedString(16),
    entity_type     UInt8,
    entity_id       FixedString(16) CODEC(ZSTD(1)),
    name            String CODEC(ZSTD(1)),
    author          LowCardinality(String),
    passed          Bool,
    reason          String CODEC(ZSTD(3)),
    source          UInt8,
    created_at      DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    created_by      LowCardinality(String),
    last_updated_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    last_updated_by LowCardinality(String),
    INDEX entity_bloom entity_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(last_updated_at)
ORDER BY (workspace_id, project_id, entity_type, entity_id, name, author)
SETTINGS index_granularity = 1024;

--changeset opik-desktop:comments
CREATE TABLE comments
(
    workspace_id    FixedString(16),
    project_id      FixedString(16),
    entity_type     UInt8,
    entity_id       FixedString(16) CODEC(ZSTD(1)),
    id              FixedString(16) CODEC(ZSTD(1)),
    text            String CODEC(ZSTD(3)),
    source_queue_id FixedString(16) CODEC(ZSTD(1)),
    created_at      DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    created_by      LowCardinality(String),
    last_updated_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    last_updated_by LowCardinality(String),
    INDEX id_bloom id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX entity_bloom entity_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(last_updated_at)
ORDER BY (workspace_id, project_id, entity_type, entity_id, id)
SETTINGS index_granularity = 1024;
