--liquibase formatted sql

-- The least and the greatest id of each granule: a search for the newest spans reads along the key, which begins with
-- the trace, and then looks at all spans that are as new. Old rows get it in the background.

--changeset opik-desktop:span-id-range
ALTER TABLE spans ADD INDEX id_range id TYPE minmax GRANULARITY 1;

--changeset opik-desktop:span-id-range-of-old-rows
ALTER TABLE spans MATERIALIZE INDEX id_range;
