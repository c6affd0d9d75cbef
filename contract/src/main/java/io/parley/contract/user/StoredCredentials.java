package io.parley.contract.user;

import io.parley.contract.Confidential;
import io.parley.contract.id.UserId;

/**
 * What sign-in needs to know of an account.
 *
 * @param userId the account
 * @param passwordHash the password's encoded hash
 */
public record StoredCredentials(UserId userId, Confidential passwordHash) {}
