--liquibase formatted sql

-- Files that belong to a trace or a span. entity_type: 1 trace, 2 span. The bytes are a blob of their own for every
-- upload, so that an upload under an old name never changes what somebody is reading; blob is the end of its key.
-- extracted: taken out of a payload by the server, and of no use once no payload names the file.

--changeset opik-desktop:attachments
CREATE TABLE attachments
(
    workspace_id    FixedString(16),
    project_id      FixedString(16),
    entity_type     UInt8,
    entity_id       FixedString(16) CODEC(ZSTD(1)),
    file_name       String CODEC(ZSTD(1)),
    blob            FixedString(16),
    mime_type       LowCardinality(String),
    size            Int64 CODEC(ZSTD(1)),
    extracted       Bool,
    last_updated_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    last_updated_by LowCardinality(String),
    INDEX entity_bloom entity_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(last_updated_at)
ORDER BY (workspace_id, project_id, entity_type, entity_id, file_name)
SETTINGS index_granularity = 1024, enable_block_number_column = 1, enable_block_offset_column = 1;
