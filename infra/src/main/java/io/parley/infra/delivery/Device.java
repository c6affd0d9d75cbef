package io.parley.infra.delivery;

import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import java.util.Comparator;
import java.util.UUID;

/** A device and whose it is, in an order that is the same on all nodes: who locks rows in one order does not wait in a circle. */
record Device(UserId userId, DeviceId deviceId) implements Comparable<Device> {

    private static final Comparator<Device> ORDER = Comparator.<Device, UUID>comparing(
                    device -> device.userId().value())
            .thenComparing(device -> device.deviceId().value());

    @Override
    public int compareTo(Device other) {
        return ORDER.compare(this, other);
    }
}
