package io.parley.api.session;

import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;

/**
 * Who is calling: the authenticated user and the session that is used. Controllers take it as a parameter.
 *
 * @param userId the user
 * @param deviceId the session
 */
public record Caller(UserId userId, DeviceId deviceId) {}
