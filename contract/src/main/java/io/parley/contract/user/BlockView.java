package io.parley.contract.user;

import io.parley.contract.id.UserId;
import java.time.Instant;

/**
 * A block that is in force.
 *
 * @param userId who is blocked
 * @param blockedAt since when
 * @param position orders blocks: the position at which it began
 */
public record BlockView(UserId userId, Instant blockedAt, long position) {}
