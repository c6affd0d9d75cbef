package io.parley.api.testing;

import io.parley.contract.delivery.PushedLog;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told. */
public final class FakePushedLog implements PushedLog {

    private final List<Pushed> told = new CopyOnWriteArrayList<>();

    @Override
    public void pushed(UserId userId, DeviceId deviceId, long after, long upTo) {
        told.add(new Pushed(userId, deviceId, after, upTo));
    }

    /** What it was told, in order. */
    public List<Pushed> told() {
        return told;
    }

    /** How far a stream was written to. */
    public record Pushed(UserId userId, DeviceId deviceId, long after, long upTo) {}
}
