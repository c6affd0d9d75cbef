package io.parley.benchmarks.contest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.benchmarks.wire.Wire;
import java.util.SplittableRandom;
import java.util.UUID;

/** Somebody's requests to one path of Parley, made of as little text as need be. */
public final class ParleyPosts {

    private static final int VERSION_4 = 0x4000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Wire wire;
    private final String head;

    private ParleyPosts(Wire wire, String path, String token) {
        this.wire = wire;
        this.head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
    }

    /** Messages to a chat. */
    public static ParleyPosts messages(Wire wire, String chatId, String token) {
        return new ParleyPosts(wire, "/v1/chats/" + chatId + "/messages", token);
    }

    /** Acknowledgements. */
    public static ParleyPosts receipts(Wire wire, String token) {
        return new ParleyPosts(wire, "/v1/receipts", token);
    }

    /**
     * Sends one.
     *
     * @param body JSON in ASCII
     */
    public void send(String body) {
        wire.send((head + body.length() + "\r\n\r\n" + body).getBytes(UTF_8));
    }

    /** A random UUID, for which the system's source of randomness is not asked. */
    public static String newId(SplittableRandom random) {
        long high = random.nextLong() & ~0xF000L | VERSION_4;
        long low = random.nextLong() & ~(VARIANT | VARIANT >>> 1) | VARIANT;
        return new UUID(high, low).toString();
    }
}
