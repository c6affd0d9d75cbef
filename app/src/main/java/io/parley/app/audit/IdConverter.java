package io.parley.app.audit;

import java.util.UUID;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads ids, and says what they are like where there is none. */
final class IdConverter implements ITypeConverter<UUID> {

    @Override
    public UUID convert(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + value + "' is not an id like " + new UUID(0, 0));
        }
    }
}
