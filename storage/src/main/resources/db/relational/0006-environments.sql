--liquibase formatted sql

--changeset opik-desktop:environments
--comment Where a trace ran: development, staging, production, or what the user calls it.
CREATE TABLE environments
(
    id              CHAR(36)     NOT NULL,
    workspace_id    CHAR(36)     NOT NULL,
    name            ${text}(150) NOT NULL,
    description     VARCHAR(500),
    color           VARCHAR(20)  NOT NULL,
    position        INT          NOT NULL,
    created_at      DATETIME(6)  NOT NULL,
    created_by      VARCHAR(255) NOT NULL,
    last_updated_at DATETIME(6)  NOT NULL,
    last_updated_by VARCHAR(255) NOT NULL,
    CONSTRAINT environments_key PRIMARY KEY (id),
    CONSTRAINT environments_name UNIQUE (workspace_id, name)
) ${table};

--changeset opik-desktop:environments-of-the-start
INSERT INTO environments (id, workspace_id, name, color, position,
    created_at, created_by, last_updated_at, last_updated_by)
VALUES ('0190babc-62a0-7000-8000-000000000001', '0190babc-62a0-71d2-832a-0feffa4676eb', 'development',
        '#945FCF', 0, '2024-07-16 08:50:26', 'admin', '2024-07-16 08:50:26', 'admin'),
       ('0190babc-62a0-7000-8000-000000000002', '0190babc-62a0-71d2-832a-0feffa4676eb', 'staging',
        '#12A4B4', 1, '2024-07-16 08:50:26', 'admin', '2024-07-16 08:50:26', 'admin'),
       ('0190babc-62a0-7000-8000-000000000003', '0190babc-62a0-71d2-832a-0feffa4676eb', 'production',
        '#19A979', 2, '2024-07-16 08:50:26', 'admin', '2024-07-16 08:50:26', 'admin');
