--liquibase formatted sql

--changeset opik-desktop:threads
--comment What is known of a thread besides its traces. The id is given once, under a lock, and is in every later version of the row. last_updated_at is 1970 until somebody changes the thread itself.
CREATE TABLE threads
(
    workspace_id      FixedString(16),
    project_id        FixedString(16),
    thread_id         String CODEC(ZSTD(1)),
    id                FixedString(16) CODEC(ZSTD(1)),
    status            UInt8,
    status_changed_at DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    tags              Array(String) CODEC(ZSTD(1)),
    created_at        DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    created_by        LowCardinality(String),
    last_updated_at   DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    last_updated_by   LowCardinality(String),
    INDEX id_bloom id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(last_updated_at)
ORDER BY (workspace_id, project_id, thread_id)
SETTINGS index_granularity = 1024;
