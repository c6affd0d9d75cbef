package io.parley.contract.user;

import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link UserQuery.FindCredentials}.
 *
 * @param credentials what is stored; null if the handle is nobody's
 */
public record CredentialsFound(@Nullable StoredCredentials credentials) {}
