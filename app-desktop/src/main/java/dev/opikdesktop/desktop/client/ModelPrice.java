package dev.opikdesktop.desktop.client;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs, in US dollars a token; null where nothing is charged that way.
 *
 * @param own whether it is a price of the user's
 * @param listed whether the server's own list has the model
 */
public record ModelPrice(
    String provider,
    String model,
    String mode,
    @Nullable BigDecimal input,
    @Nullable BigDecimal output,
    @Nullable BigDecimal cacheRead,
    @Nullable BigDecimal cacheWrite,
    boolean own,
    boolean listed) {}
