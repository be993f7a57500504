--liquibase formatted sql

-- What is in an annotation queue. entity_type: 1 trace, 3 thread; a thread is named by the id of its row in the
-- table threads. automated: a rule put it there and no person.

--changeset opik-desktop:annotation-queue-items
CREATE TABLE annotation_queue_items
(
    workspace_id    FixedString(16),
    project_id      FixedString(16),
    entity_type     UInt8,
    queue_id        FixedString(16) CODEC(ZSTD(1)),
    entity_id       FixedString(16) CODEC(ZSTD(1)),
    automated       Bool,
    last_updated_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    last_updated_by LowCardinality(String),
    INDEX entity_bloom entity_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(last_updated_at)
ORDER BY (workspace_id, project_id, entity_type, queue_id, entity_id)
SETTINGS index_granularity = 1024, enable_block_number_column = 1, enable_block_offset_column = 1;
