--liquibase formatted sql

--changeset tests:fails-on-purpose
ALTER TABLE no_such_table ADD COLUMN x Int32;
