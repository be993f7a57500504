--liquibase formatted sql

--changeset opik-desktop:applied-changelogs
--comment A start that finds the fingerprint of its changelog here has nothing to migrate.
CREATE TABLE applied_changelogs
(
    fingerprint CHAR(64)    NOT NULL PRIMARY KEY,
    applied_at  DATETIME(6) NOT NULL
) ${table};
