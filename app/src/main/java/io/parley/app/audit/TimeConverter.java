package io.parley.app.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads moments, and days, which begin at midnight UTC. */
final class TimeConverter implements ITypeConverter<Instant> {

    private static final int DAY = "2026-11-30".length();

    @Override
    public Instant convert(String value) {
        try {
            return value.length() == DAY
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(value);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + value + "' is neither like 2026-11-30 nor 2026-11-30T08:00:00Z");
        }
    }
}
