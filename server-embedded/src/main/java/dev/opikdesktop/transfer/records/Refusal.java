package dev.opikdesktop.transfer.records;

/**
 * A record that cannot be taken over. The others are.
 *
 * @param place where it stands, for the user: {@code spans.jsonl, line 17}
 * @param reason what is wrong with it
 * @param position see {@link ImportSource.Entry#position}
 */
public record Refusal(String place, String reason, String position) implements ImportSource.Entry {}
