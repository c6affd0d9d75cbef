package io.parley.command.fake;

import io.parley.command.session.RefreshGenerations;
import io.parley.contract.id.DeviceId;
import java.util.HashMap;
import java.util.Map;

/** The valid generation of each session, in memory. */
public final class FakeGenerations implements RefreshGenerations {

    private final Map<DeviceId, Integer> valid = new HashMap<>();

    @Override
    public void begin(DeviceId deviceId) {
        valid.put(deviceId, 1);
    }

    @Override
    public boolean advance(DeviceId deviceId, int from) {
        return valid.replace(deviceId, from, from + 1);
    }
}
