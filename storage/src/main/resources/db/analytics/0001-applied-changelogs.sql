--liquibase formatted sql

--changeset opik-desktop:applied-changelogs
--comment A start that finds the fingerprint of its changelog here has nothing to migrate.
CREATE TABLE IF NOT EXISTS applied_changelogs
(
    fingerprint String,
    applied_at DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree
ORDER BY fingerprint;
