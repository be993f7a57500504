--liquibase formatted sql

--changeset opik-desktop:annotation-queue-automation
--comment What puts traces or threads into a queue by their scores; what nobody said is null. The conditions are the JSON of the wire.
ALTER TABLE annotation_queues ADD COLUMN automation_enabled BOOLEAN;
ALTER TABLE annotation_queues ADD COLUMN automation_conditions MEDIUMTEXT;
ALTER TABLE annotation_queues ADD COLUMN automation_max_items INT;
