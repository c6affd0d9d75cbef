package io.parley.infra.presence;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.Activity.Disconnected;
import io.parley.contract.presence.Activity.UserWasActive;
import io.parley.contract.presence.TypingFeed.Typing;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What nodes tell each other, packed: a version, who says it, and several items of a few dozen bytes each; base64, since notifications
 * are text. Of a version that is not known nothing is read: another node may run a newer one.
 */
final class FeedCodec {

    private static final byte VERSION = 1;
    private static final byte CONNECTED = 1;
    private static final byte DISCONNECTED = 2;
    private static final byte ACTIVE = 3;
    private static final byte TYPING = 4;
    private static final byte GAP = 5;

    /** In base64 not more than a notification may have. */
    private static final int MOST_BYTES = 5_900;

    private static final int HEAD_BYTES = 17;
    private static final int LONGEST_ITEM = 57;

    private FeedCodec() {}

    /** An activity as an item. */
    static byte[] item(Activity activity) {
        ByteBuffer item = ByteBuffer.allocate(LONGEST_ITEM);
        item.put(kind(activity));
        put(item, activity.userId().value());
        put(item, activity.deviceId().value());
        item.putLong(activity.at().toEpochMilli());
        if (activity instanceof Connected begun) {
            put(item, begun.connectionId());
        } else if (activity instanceof Disconnected ended) {
            put(item, ended.connectionId());
        }
        return written(item);
    }

    private static byte kind(Activity activity) {
        if (activity instanceof Connected) {
            return CONNECTED;
        }
        return activity instanceof Disconnected ? DISCONNECTED : ACTIVE;
    }

    /** That somebody types, as an item. */
    static byte[] item(Typing typing) {
        ByteBuffer item = ByteBuffer.allocate(LONGEST_ITEM);
        item.put(TYPING);
        put(item, typing.chatId().value());
        put(item, typing.userId().value());
        return written(item);
    }

    /** That something was not told, as an item. */
    static byte[] gap() {
        return new byte[] {GAP};
    }

    /** Items as notifications. */
    static List<String> pack(UUID sender, Collection<byte[]> items) {
        List<String> packed = new ArrayList<>();
        ByteBuffer part = begin(sender);
        for (byte[] item : items) {
            if (part.remaining() < item.length) {
                packed.add(Base64.getEncoder().encodeToString(written(part)));
                part = begin(sender);
            }
            part.put(item);
        }
        if (part.position() > HEAD_BYTES) {
            packed.add(Base64.getEncoder().encodeToString(written(part)));
        }
        return packed;
    }

    private static ByteBuffer begin(UUID sender) {
        ByteBuffer part = ByteBuffer.allocate(MOST_BYTES);
        part.put(VERSION);
        put(part, sender);
        return part;
    }

    /** What others have said; nothing of what one has said oneself, or cannot read. */
    static Told unpack(UUID self, String text) {
        Told told = new Told(new ArrayList<>(), new ArrayList<>(), false);
        try {
            ByteBuffer part = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            if (part.get() != VERSION || uuid(part).equals(self)) {
                return told;
            }
            while (part.hasRemaining()) {
                told = read(part, told);
            }
        } catch (IllegalArgumentException | BufferUnderflowException unreadable) {
            // nobody of ours has sent it
        }
        return told;
    }

    private static Told read(ByteBuffer part, Told told) {
        byte kind = part.get();
        switch (kind) {
            case CONNECTED, DISCONNECTED, ACTIVE -> told.activities().add(activity(kind, part));
            case TYPING -> told.typing().add(new Typing(new ChatId(uuid(part)), new UserId(uuid(part))));
            case GAP -> {
                return new Told(told.activities(), told.typing(), true);
            }
            default -> throw new IllegalArgumentException("no kind of item");
        }
        return told;
    }

    private static Activity activity(byte kind, ByteBuffer part) {
        UserId userId = new UserId(uuid(part));
        DeviceId deviceId = new DeviceId(uuid(part));
        Instant at = Instant.ofEpochMilli(part.getLong());
        return switch (kind) {
            case CONNECTED -> new Connected(userId, deviceId, uuid(part), at);
            case DISCONNECTED -> new Disconnected(userId, deviceId, uuid(part), at);
            default -> new UserWasActive(userId, deviceId, at);
        };
    }

    private static void put(ByteBuffer to, UUID id) {
        to.putLong(id.getMostSignificantBits());
        to.putLong(id.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer from) {
        return new UUID(from.getLong(), from.getLong());
    }

    private static byte[] written(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    /**
     * What was read.
     *
     * @param gap whether the other says that it did not tell all
     */
    record Told(List<Activity> activities, List<Typing> typing, boolean gap) {}
}
