package io.parley.api.json;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Reads an integer from a JSON number and from nothing else. JSON knows one kind of number (RFC 8259, section 6), and JSON Schema,
 * in which the API is described, calls each an integer that has no fractional part: {@code 7.0} too.
 */
final class WholeNumber extends StdScalarDeserializer<Long> {

    /** Longer ones are no longs, and too costly to look at closely. */
    private static final int MOST_CHARACTERS = 40;

    private static final int MOST_DIGITS = 19;

    WholeNumber() {
        super(Long.class);
    }

    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT) && !parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
            throw MismatchedInputException.from(parser, Long.class, "not a number");
        }
        String text = parser.getString();
        try {
            return whole(text);
        } catch (ArithmeticException | NumberFormatException e) {
            throw InvalidFormatException.from(parser, "not an integer", text, Long.class);
        }
    }

    private static long whole(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new ArithmeticException("too long");
        }
        BigDecimal number = new BigDecimal(text);
        // A huge exponent must not be written out.
        if (number.precision() - (long) number.scale() > MOST_DIGITS || number.scale() > MOST_CHARACTERS) {
            throw new ArithmeticException("out of range");
        }
        return number.longValueExact();
    }
}
