--liquibase formatted sql

-- An index of what a search looks into. latin_words has runs of the letters a to z in lower case, in which parts of
-- words are found by walking the index's dictionary; digits are left out, since ids and numbers would make the
-- dictionary as large as the texts. other_words has the pairs of all other characters, for writing without spaces.
-- U+212A, the sign of kelvin, is a k to everything that compares texts without regard to case. A payload with
-- pictures (form 2 or 3) is in neither; searches look at such rows themselves.
-- Old rows are searched without the index until the last step has run, in the background.

--changeset opik-desktop:trace-words
ALTER TABLE traces
    ADD COLUMN words String ALIAS concat(
        name, ' ',
        if(input_form < 2, concat(input_head, input_rest), ''), ' ',
        if(output_form < 2, concat(output_head, output_rest), ''), ' ',
        metadata, ' ',
        arrayStringConcat(tags, ' '), ' ',
        error_info),
    ADD COLUMN latin_words String ALIAS translate(
        if(isValidASCII(words), words,
            replaceRegexpAll(replaceAll(words, '\xE2\x84\xAA', 'k'), '[^\\x00-\\x7F]+', ' ')),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
        'abcdefghijklmnopqrstuvwxyz          '),
    ADD COLUMN other_words String ALIAS
        if(isValidASCII(words), '', replaceRegexpAll(lowerUTF8(words), '[\\x00-\\x7F]+', ' '));

--changeset opik-desktop:trace-words-index
ALTER TABLE traces
    ADD INDEX latin_words_text latin_words TYPE text(tokenizer = splitByNonAlpha),
    ADD INDEX other_words_text other_words TYPE text(tokenizer = ngrams(2));

--changeset opik-desktop:trace-words-index-of-old-rows
ALTER TABLE traces
    MATERIALIZE INDEX latin_words_text,
    MATERIALIZE INDEX other_words_text;

--changeset opik-desktop:span-words
ALTER TABLE spans
    ADD COLUMN words String ALIAS concat(
        name, ' ',
        if(input_form < 2, concat(input_head, input_rest), ''), ' ',
        if(output_form < 2, concat(output_head, output_rest), ''), ' ',
        metadata, ' ',
        arrayStringConcat(tags, ' '), ' ',
        model, ' ',
        provider),
    ADD COLUMN latin_words String ALIAS translate(
        if(isValidASCII(words), words,
            replaceRegexpAll(replaceAll(words, '\xE2\x84\xAA', 'k'), '[^\\x00-\\x7F]+', ' ')),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
        'abcdefghijklmnopqrstuvwxyz          '),
    ADD COLUMN other_words String ALIAS
        if(isValidASCII(words), '', replaceRegexpAll(lowerUTF8(words), '[\\x00-\\x7F]+', ' '));

--changeset opik-desktop:span-words-index
ALTER TABLE spans
    ADD INDEX latin_words_text latin_words TYPE text(tokenizer = splitByNonAlpha),
    ADD INDEX other_words_text other_words TYPE text(tokenizer = ngrams(2));

--changeset opik-desktop:span-words-index-of-old-rows
ALTER TABLE spans
    MATERIALIZE INDEX latin_words_text,
    MATERIALIZE INDEX other_words_text;
