package io.parley.infra.axonserver;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.util.List;
import java.util.Objects;
import org.axonframework.axonserver.connector.event.axon.GrpcBackedDomainEventData;
import org.axonframework.axonserver.connector.event.axon.GrpcMetaDataAwareSerializer;
import org.axonframework.axonserver.connector.util.GrpcMetaDataConverter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Axon's messages as Axon Server has them, and back. Payloads are decoded when first asked for. */
final class EventCodec {

    private final Serializer serializer;
    private final Serializer reading;
    private final GrpcMetaDataConverter metadata;
    private final EventUpcaster upcasters;

    EventCodec(Serializer serializer, EventUpcaster upcasters) {
        this.serializer = serializer;
        this.reading = new GrpcMetaDataAwareSerializer(serializer);
        this.metadata = new GrpcMetaDataConverter(serializer);
        this.upcasters = upcasters;
    }

    /** What reads events' payloads and their metadata in the server's form. */
    Serializer reading() {
        return reading;
    }

    Event encode(EventMessage<?> message) {
        SerializedObject<byte[]> payload = message.serializePayload(serializer, byte[].class);
        Event.Builder event = Event.newBuilder()
                .setMessageIdentifier(message.getIdentifier())
                .setTimestamp(message.getTimestamp().toEpochMilli())
                .setPayload(io.axoniq.axonserver.grpc.SerializedObject.newBuilder()
                        .setType(payload.getType().getName())
                        .setRevision(
                                Objects.requireNonNullElse(payload.getType().getRevision(), ""))
                        .setData(ByteString.copyFrom(payload.getData())));
        message.getMetaData().forEach((key, value) -> event.putMetaData(key, metadata.convertToMetaDataValue(value)));
        if (message instanceof DomainEventMessage<?> domain) {
            event.setAggregateIdentifier(domain.getAggregateIdentifier())
                    .setAggregateSequenceNumber(domain.getSequenceNumber())
                    .setAggregateType(domain.getType());
        }
        return event.build();
    }

    List<TrackedEventMessage<?>> decode(List<EventWithToken> events) {
        return EventUtils.upcastAndDeserializeTrackedEvents(
                        events.stream().map(EventCodec::tracked), reading, upcasters)
                .toList();
    }

    private static TrackedDomainEventData<byte[]> tracked(EventWithToken event) {
        return new TrackedDomainEventData<>(
                new GlobalSequenceTrackingToken(ServerLog.positionOf(event)),
                new GrpcBackedDomainEventData(event.getEvent()));
    }
}
