package io.parley.infra.incident;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads all that is measured, up to a bound. */
final class Measurements {

    /** How many did not have room, told among the others. */
    static final String LEFT_OUT = "left out";

    private final MeterRegistry meters;
    private final int most;

    Measurements(MeterRegistry meters, int most) {
        this.meters = meters;
        this.most = most;
    }

    /** A number for each name; what has none just now is left out. */
    ObjectNode read() {
        ObjectNode numbers = JsonNodeFactory.instance.objectNode();
        long leftOut = 0;
        for (Meter meter : meters.getMeters()) {
            for (Measurement measurement : meter.measure()) {
                Double value = finite(measurement.getValue());
                if (value != null && numbers.size() < most) {
                    numbers.put(name(meter.getId(), measurement), value);
                } else if (value != null) {
                    leftOut++;
                }
            }
        }
        if (leftOut > 0) {
            numbers.put(LEFT_OUT, leftOut);
        }
        return numbers;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static String name(Meter.Id id, Measurement measurement) {
        String tags = id.getTags().stream().map(Measurements::text).collect(Collectors.joining(",", "{", "}"));
        return id.getName()
                + (id.getTags().isEmpty() ? "" : tags)
                + ":"
                + measurement.getStatistic().name().toLowerCase(Locale.ROOT);
    }

    private static String text(Tag tag) {
        return tag.getKey() + "=" + tag.getValue();
    }
}
