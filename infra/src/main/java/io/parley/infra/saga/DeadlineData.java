package io.parley.infra.saga;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * What a deadline's row holds, in our JSON: operators can read it, plain text is refused, and no object is ever made of a stream of
 * Java's serialization, which is the scheduler's own way.
 */
final class DeadlineData implements Serializer {

    private final org.axonframework.serialization.Serializer json;

    DeadlineData(org.axonframework.serialization.Serializer json) {
        this.json = json;
    }

    @Override
    public byte @Nullable [] serialize(@Nullable Object data) {
        return data == null ? null : json.serialize(data, byte[].class).getData();
    }

    @Override
    public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
        return data == null
                ? null
                : json.deserialize(new SimpleSerializedObject<>(data, byte[].class, type.getName(), null));
    }
}
