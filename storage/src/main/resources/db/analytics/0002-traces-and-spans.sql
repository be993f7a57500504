--liquibase formatted sql

--changeset opik-desktop:traces
CREATE TABLE traces
(
    workspace_id    FixedString(16),
    project_id      FixedString(16),
    id              FixedString(16) CODEC(ZSTD(1)),
    name            String CODEC(ZSTD(1)),
    start_time      DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    end_time        Nullable(DateTime64(9, 'UTC')) CODEC(ZSTD(1)),
    input           String CODEC(ZSTD(3)),
    output          String CODEC(ZSTD(3)),
    metadata        String CODEC(ZSTD(3)),
    tags            Array(String) CODEC(ZSTD(1)),
    error_info      String CODEC(ZSTD(3)),
    error_type      LowCardinality(String),
    thread_id       String CODEC(ZSTD(1)),
    ttft            Nullable(Float64) CODEC(ZSTD(1)),
    source          UInt8,
    environment     LowCardinality(String),
    visibility_mode UInt8,
    created_at      DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    created_by      LowCardinality(String),
    last_updated_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    last_updated_by LowCardinality(String),
    create_version  DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    patched         Map(LowCardinality(String), Int64) CODEC(ZSTD(1)),
    duration        Nullable(Float64) MATERIALIZED if(
        end_time IS NULL OR toUnixTimestamp64Nano(start_time) = 0,
        NULL,
        intDiv(toUnixTimestamp64Nano(assumeNotNull(end_time)) - toUnixTimestamp64Nano(start_time), 1000) / 1000.
    ) CODEC(ZSTD(1)),
    INDEX id_bloom id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(last_updated_at)
ORDER BY (workspace_id, project_id, id)
SETTINGS index_granularity = 1024;

--changeset opik-desktop:spans
CREATE TABLE spans
(
    workspace_id    FixedString(16),
    project_id      FixedString(16),
    trace_id        FixedString(16) CODEC(ZSTD(1)),
    id              FixedString(16) CODEC(ZSTD(1)),
    parent_span_id  FixedString(16) CODEC(ZSTD(1)),
    name            String CODEC(ZSTD(1)),
    type            UInt8,
    start_time      DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    end_time        Nullable(DateTime64(9, 'UTC')) CODEC(ZSTD(1)),
    input           String CODEC(ZSTD(3)),
    output          String CODEC(ZSTD(3)),
    metadata        String CODEC(ZSTD(3)),
    model           LowCardinality(String),
    provider        LowCardinality(String),
    tags            Array(String) CODEC(ZSTD(1)),
    usage           Map(LowCardinality(String), Int32) CODEC(ZSTD(1)),
    error_info      String CODEC(ZSTD(3)),
    error_type      LowCardinality(String),
    total_estimated_cost         Decimal(38, 12) CODEC(ZSTD(1)),
    total_estimated_cost_version LowCardinality(String),
    ttft            Nullable(Float64) CODEC(ZSTD(1)),
    source          UInt8,
    environment     LowCardinality(String),
    created_at      DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    created_by      LowCardinality(String),
    last_updated_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    last_updated_by LowCardinality(String),
    create_version  DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    patched         Map(LowCardinality(String), Int64) CODEC(ZSTD(1)),
    duration        Nullable(Float64) MATERIALIZED if(
        end_time IS NULL OR toUnixTimestamp64Nano(start_time) = 0,
        NULL,
        intDiv(toUnixTimestamp64Nano(assumeNotNull(end_time)) - toUnixTimestamp64Nano(start_time), 1000) / 1000.
    ) CODEC(ZSTD(1)),
    INDEX id_bloom id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(last_updated_at)
ORDER BY (workspace_id, project_id, trace_id, id)
SETTINGS index_granularity = 1024;
