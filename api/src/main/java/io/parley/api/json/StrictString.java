package io.parley.api.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Reads a string from a JSON string and from nothing else. NUL and unpaired surrogates are refused everywhere: the first cannot
 * be stored in PostgreSQL, the second have no form in UTF-8.
 */
final class StrictString extends StdScalarDeserializer<String> {

    StrictString() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw MismatchedInputException.from(parser, String.class, "not a string");
        }
        String text = parser.getString();
        if (!isText(text)) {
            throw MismatchedInputException.from(parser, String.class, "not text");
        }
        return text;
    }

    private static boolean isText(String text) {
        return text.codePoints()
                .allMatch(c -> c != 0 && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
