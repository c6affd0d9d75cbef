package io.parley.contract.session;

import io.parley.contract.id.DeviceId;
import java.util.List;

/**
 * The answer to {@link SessionQuery.FindClosedSessions}.
 *
 * @param deviceIds the sessions that were closed
 */
public record ClosedSessions(List<DeviceId> deviceIds) {}
