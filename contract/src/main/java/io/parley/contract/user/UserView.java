package io.parley.contract.user;

import io.parley.contract.Confidential;
import io.parley.contract.id.UserId;

/**
 * A user as others see them, and, for the user, with the choices made.
 *
 * @param userId the account
 * @param handle the handle
 * @param displayName the display name
 * @param lastSeen who may see when the user was last seen; shown to the user alone
 */
public record UserView(UserId userId, Confidential handle, Confidential displayName, LastSeenVisibility lastSeen) {}
