package io.parley.audit.look;

import io.parley.contract.ParleyEvent;
import io.parley.infra.seal.LoggedEvent;
import io.parley.infra.serialization.Serializers;
import java.util.Optional;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;

/** Reads what events say. */
public final class StoredEvents {

    private final Serializer serializer = Serializers.forRest();

    /** What an event says; empty if it has been tampered with so that it says nothing any more. */
    public Optional<ParleyEvent> read(LoggedEvent event) {
        try {
            Object said = serializer.deserialize(
                    new SimpleSerializedObject<>(event.payload(), byte[].class, event.type(), event.revision()));
            return said instanceof ParleyEvent known ? Optional.of(known) : Optional.empty();
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }
}
