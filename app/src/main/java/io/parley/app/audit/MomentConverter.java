package io.parley.app.audit;

import io.parley.contract.audit.Moment;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads positions of the log, and times. */
final class MomentConverter implements ITypeConverter<Moment> {

    private final TimeConverter times = new TimeConverter();

    @Override
    public Moment convert(String value) {
        if (value.matches("\\d{1,18}")) {
            return Moment.at(Long.parseLong(value));
        }
        try {
            return Moment.at(times.convert(value));
        } catch (TypeConversionException e) {
            throw new TypeConversionException("'" + value + "' is neither a position nor like 2026-11-30T08:00:00Z");
        }
    }
}
