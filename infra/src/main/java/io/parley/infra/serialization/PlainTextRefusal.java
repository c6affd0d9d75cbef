package io.parley.infra.serialization;

import io.parley.contract.Confidential;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaDescription;
import io.parley.contract.media.MediaKey;
import io.parley.contract.message.MessageContent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Refuses to write plain text: a last guard before the store. */
final class PlainTextRefusal extends SimpleModule {

    private static final long serialVersionUID = 1L;

    PlainTextRefusal() {
        super("parley-plain-text-refusal");
        refuse(Confidential.class);
        refuse(MessageContent.class);
        refuse(MediaContent.class);
        refuse(MediaDescription.class);
        refuse(MediaKey.class);
    }

    private <T> void refuse(Class<T> type) {
        addSerializer(type, new Refusal<>(type));
    }

    private static final class Refusal<T> extends StdSerializer<T> {

        Refusal(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            context.reportBadDefinition(handledType(), "plain text is never stored");
        }
    }
}
