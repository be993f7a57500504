--liquibase formatted sql

--changeset tests:next-table
CREATE TABLE next_table (id CHAR(36) NOT NULL PRIMARY KEY);
