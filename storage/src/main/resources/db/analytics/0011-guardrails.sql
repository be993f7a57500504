--liquibase formatted sql

-- What guardrails found in a trace, one row a check. entity_type: always 1, a trace, so that the table is read and
-- deleted from like others. secondary_id: the span that ran the check. result: 1 passed, 2 failed.

--changeset opik-desktop:guardrails
CREATE TABLE guardrails
(
    workspace_id    FixedString(16),
    project_id      FixedString(16),
    entity_type     UInt8,
    entity_id       FixedString(16) CODEC(ZSTD(1)),
    id              FixedString(16) CODEC(ZSTD(1)),
    secondary_id    FixedString(16) CODEC(ZSTD(1)),
    name            LowCardinality(String),
    result          UInt8,
    config          String CODEC(ZSTD(3)),
    details         String CODEC(ZSTD(3)),
    created_at      DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    created_by      LowCardinality(String),
    last_updated_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    last_updated_by LowCardinality(String),
    INDEX entity_bloom entity_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(last_updated_at)
ORDER BY (workspace_id, project_id, entity_type, entity_id, id)
SETTINGS index_granularity = 1024, enable_block_number_column = 1, enable_block_offset_column = 1;
