--liquibase formatted sql

--changeset tests:half-table
CREATE TABLE half_table (id CHAR(36) NOT NULL PRIMARY KEY);
