package io.parley.contract.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of letting go in a chat what has had its time.
 *
 * @param expired how many messages went
 * @param next when more is due, which is in the past if not all could go at once; null if nothing more has an end
 * @param chatDue whether the time of the whole chat has come
 */
public record ExpiryOutcome(int expired, @Nullable Instant next, boolean chatDue) {}
