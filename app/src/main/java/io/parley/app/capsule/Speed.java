package io.parley.app.capsule;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How fast an incident runs again.
 *
 * @param factor how many times as fast as it happened; infinite for without waiting
 */
public record Speed(double factor) {

    private static final double SLOWEST = 0.01;

    /** How long after the first event another is due. */
    Duration after(Instant first, Instant event) {
        if (!Double.isFinite(factor) || event.isBefore(first)) {
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) (Duration.between(first, event).toNanos() / factor));
    }

    /** Reads it. */
    public static final class Converter implements ITypeConverter<Speed> {

        @Override
        public Speed convert(String value) {
            if (value.toLowerCase(Locale.ROOT).equals("max")) {
                return new Speed(Double.POSITIVE_INFINITY);
            }
            try {
                double factor = Double.parseDouble(value);
                if (factor >= SLOWEST && Double.isFinite(factor)) {
                    return new Speed(factor);
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new TypeConversionException("'" + value + "' is neither a number from 0.01 on nor max");
        }
    }
}
