--liquibase formatted sql

-- A delete marks rows in a small part of its own, which finds them by the block that they came in
-- and their place in it, wherever merges have carried them.

--changeset opik-desktop:deletes-traces
ALTER TABLE traces MODIFY SETTING enable_block_number_column = 1, enable_block_offset_column = 1;

--changeset opik-desktop:deletes-spans
ALTER TABLE spans MODIFY SETTING enable_block_number_column = 1, enable_block_offset_column = 1;

--changeset opik-desktop:deletes-feedback-scores
ALTER TABLE feedback_scores MODIFY SETTING enable_block_number_column = 1, enable_block_offset_column = 1;

--changeset opik-desktop:deletes-assertion-results
ALTER TABLE assertion_results MODIFY SETTING enable_block_number_column = 1, enable_block_offset_column = 1;

--changeset opik-desktop:deletes-comments
ALTER TABLE comments MODIFY SETTING enable_block_number_column = 1, enable_block_offset_column = 1;

--changeset opik-desktop:deletes-threads
ALTER TABLE threads MODIFY SETTING enable_block_number_column = 1, enable_block_offset_column = 1;
