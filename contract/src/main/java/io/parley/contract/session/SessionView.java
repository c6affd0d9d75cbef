package io.parley.contract.session;

import io.parley.contract.Confidential;
import io.parley.contract.id.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open session as its user sees it.
 *
 * @param deviceId the session
 * @param deviceName what the user calls the device; null once its key is gone
 * @param openedAt when the user signed in
 * @param connected whether it has a stream open, as the gateways have noted it by now: some seconds late
 * @param position orders sessions: the position at which it was opened
 */
public record SessionView(
        DeviceId deviceId, @Nullable Confidential deviceName, Instant openedAt, boolean connected, long position) {}
