package io.parley.infra.serialization;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatCommand.ChangeChat;
import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatCommand.ChangeTitle;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.user.UserEvent;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes an example of any record, the same each time. Full ones have a value everywhere, sparse ones null wherever it may be; those
 * in a group are full ones that are addressed to a group.
 */
final class Samples {

    private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

    private final boolean full;
    private final Class<? extends Audience> audience;
    private int made;

    private Samples(boolean full, Class<? extends Audience> audience) {
        this.full = full;
        this.audience = audience;
    }

    static Object full(Class<?> type) {
        return new Samples(true, Audience.Pair.class).record(type);
    }

    static Object sparse(Class<?> type) {
        return new Samples(false, Audience.Pair.class).record(type);
    }

    static Object inAGroup(Class<?> type) {
        return new Samples(true, Audience.Group.class).record(type);
    }

    /** Whether it says to whom it is addressed. */
    static boolean isAddressed(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).anyMatch(component -> component.getType() == Audience.class);
    }

    private Object record(Class<?> type) {
        if (type == MediaObjectId.class) {
            return new MediaObjectId("object-" + made);
        }
        return type == ChangeChat.class ? changeChat() : anyRecord(type);
    }

    /** Both of its parts are about the same chat, by the same person. */
    private ChangeChat changeChat() {
        ChangeTitle title = (ChangeTitle) record(ChangeTitle.class);
        ChangeRetention other = (ChangeRetention) record(ChangeRetention.class);
        ChangeRetention retention = new ChangeRetention(
                title.chatId(), title.actor(), other.retention(), other.ttlNamed(), other.expiryNamed());
        return new ChangeChat(title.chatId(), title, retention);
    }

    private Object anyRecord(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components).map(this::component).toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no example of " + type.getName(), e);
        }
    }

    private @Nullable Object component(RecordComponent component) {
        AnnotatedType annotated = component.getAnnotatedType();
        boolean nullable = annotated.isAnnotationPresent(Nullable.class);
        return nullable && !full ? null : value(component.getGenericType());
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            Type element = generic.getActualTypeArguments()[0];
            return List.of(value(element), value(element));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Set.class) {
            return everyOne((Class<?>) generic.getActualTypeArguments()[0]);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            Type[] entry = generic.getActualTypeArguments();
            return Map.of(value(entry[0]), value(entry[1]));
        }
        if (!(type instanceof Class<?> raw)) {
            throw new IllegalStateException("no example of " + type);
        }
        made++;
        return simple(raw);
    }

    private static Set<?> everyOne(Class<?> enumeration) {
        return Set.of(enumeration.getEnumConstants());
    }

    private Object simple(Class<?> type) {
        if (type == UUID.class) {
            return new UUID(0x1000_4000L, 0x8000_0000_0000_0000L + made);
        } else if (type == String.class) {
            return "text " + made;
        } else if (type == long.class || type == Long.class) {
            return (long) made;
        } else if (type == int.class || type == Integer.class) {
            return made;
        } else if (type == double.class || type == Double.class) {
            return made + 0.25;
        } else if (type == boolean.class || type == Boolean.class) {
            return true;
        } else if (type == Instant.class) {
            return DAY.plusMillis(made * 100L);
        } else if (type == Duration.class) {
            return Duration.ofMinutes(made);
        } else if (type == byte[].class) {
            return new byte[] {(byte) made, -1, 0, 127};
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == MediaKey.class) {
            return mediaKey();
        }
        return record(concrete(type));
    }

    private MediaKey mediaKey() {
        byte[] encoded = new byte[1 + MediaKey.SIZE];
        encoded[0] = 1;
        encoded[1] = (byte) made;
        return MediaKey.decode(encoded);
    }

    private Class<?> concrete(Class<?> type) {
        if (type == ParleyEvent.class) {
            return UserEvent.UserRegistered.class;
        }
        if (type == Audience.class) {
            return audience;
        }
        return type.isSealed() ? concrete(type.getPermittedSubclasses()[0]) : type;
    }
}
