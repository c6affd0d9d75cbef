package io.parley.api.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * A text in a request in which {@code null} means something else than leaving the field out: a field that was left out is null, one
 * that was given as {@code null} is this, with nothing in it.
 *
 * @param text the text; null for {@code null}
 */
public record Given(@Nullable String text) {

    /** What the field says; null if it was left out too. */
    public static @Nullable String text(@Nullable Given field) {
        return field == null ? null : field.text();
    }

    /** Hides what was given. */
    @Override
    public String toString() {
        return "Given[]";
    }

    /** Tells the two apart; a text is as strict as any other. */
    static final class Reader extends StdScalarDeserializer<Given> {

        private static final StrictString TEXT = new StrictString();

        Reader() {
            super(Given.class);
        }

        @Override
        public Given deserialize(JsonParser parser, DeserializationContext context) {
            return new Given(TEXT.deserialize(parser, context));
        }

        @Override
        public Given getNullValue(DeserializationContext context) {
            return new Given(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
