package io.parley.infra.tracing;

import io.parley.contract.MetadataKeys;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;

/** Where messages bear the span that caused them. */
public final class TraceParents {

    private TraceParents() {}

    /** The context of the span that caused a message; null unless its request is traced. */
    public static @Nullable String of(Message<?> message) {
        return message.getMetaData().get(MetadataKeys.TRACE_PARENT) instanceof String parent ? parent : null;
    }
}
