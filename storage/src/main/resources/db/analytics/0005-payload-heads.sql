--liquibase formatted sql

-- A list shows the beginning of a payload (Opik contract 2.10). What it shows stands in a column of its own, so
-- that nothing reads a hundred megabytes to show ten thousand characters: input_head is what is shown, input_rest
-- what is missing from it, and input_form says how the two make the whole:
-- 0 the head is all; 1 the rest follows the head; 2 the rest is all, the head is it without its images;
-- 3 the same, and the head is cut. Rows from before have all in the head.

--changeset opik-desktop:trace-input-head
ALTER TABLE traces RENAME COLUMN input TO input_head, RENAME COLUMN output TO output_head;

--changeset opik-desktop:trace-input-rest
ALTER TABLE traces
    ADD COLUMN input_rest String CODEC(ZSTD(3)) AFTER input_head,
    ADD COLUMN input_form UInt8 AFTER input_rest,
    ADD COLUMN output_rest String CODEC(ZSTD(3)) AFTER output_head,
    ADD COLUMN output_form UInt8 AFTER output_rest,
    ADD COLUMN input String ALIAS if(input_form < 2, concat(input_head, input_rest), input_rest),
    ADD COLUMN output String ALIAS if(output_form < 2, concat(output_head, output_rest), output_rest);

--changeset opik-desktop:span-input-head
ALTER TABLE spans RENAME COLUMN input TO input_head, RENAME COLUMN output TO output_head;

--changeset opik-desktop:span-input-rest
ALTER TABLE spans
    ADD COLUMN input_rest String CODEC(ZSTD(3)) AFTER input_head,
    ADD COLUMN input_form UInt8 AFTER input_rest,
    ADD COLUMN output_rest String CODEC(ZSTD(3)) AFTER output_head,
    ADD COLUMN output_form UInt8 AFTER output_rest,
    ADD COLUMN input String ALIAS if(input_form < 2, concat(input_head, input_rest), input_rest),
    ADD COLUMN output String ALIAS if(output_form < 2, concat(output_head, output_rest), output_rest);
