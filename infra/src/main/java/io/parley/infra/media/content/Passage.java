package io.parley.infra.media.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One upload on its way: holds back its head until it is known what it is, then each of its bytes for a moment. */
final class Passage {

    /** As much as Tika looks at. */
    static final int HEAD = 64 << 10;

    private final long maxSize;
    private final PixelLimit limit;
    private ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final Output out = new Output();
    private final MessageDigest digest = sha256();
    private long received;
    private @Nullable Container container;
    private @Nullable Step step;

    Passage(ContentProperties limits) {
        this.maxSize = limits.maxSize().toBytes();
        this.limit = new PixelLimit(limits.maxPixels());
    }

    /**
     * Takes some bytes.
     *
     * @return what is to be stored of what has come; perhaps nothing yet
     */
    ByteBuffer accept(ByteBuffer in) {
        long room = maxSize - received;
        boolean tooLarge = in.remaining() > room;
        if (tooLarge) {
            in.limit(in.position() + (int) room); // what is wrong before counts first, however the bytes are cut
        }
        received += in.remaining();
        take(in);
        if (tooLarge) {
            throw Refusals.tooLarge(maxSize);
        }
        return passed();
    }

    /** Says that there are no more bytes. */
    ByteBuffer end() {
        Container known = container == null ? recognise() : container;
        if (step == null || !step.mayEnd()) {
            throw Refusals.malformed(known.name());
        }
        known.end();
        return passed();
    }

    /** What is known when the end was said. */
    ContentFacts facts() {
        if (container == null) {
            throw new IllegalStateException("not at its end");
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        return new ContentFacts(
                container.contentType(), out.written(), sha256, container.picture(), container.duration());
    }

    private void take(ByteBuffer in) {
        if (container == null) {
            while (head.size() < HEAD && in.hasRemaining()) {
                head.write(in.get());
            }
            if (head.size() < HEAD) {
                return;
            }
            recognise();
        }
        feed(in);
    }

    private Container recognise() {
        byte[] bytes = head.toByteArray();
        Container known = Recognition.of(bytes, out, limit);
        container = known;
        step = known.begin();
        head = new ByteArrayOutputStream(0);
        feed(ByteBuffer.wrap(bytes));
        return known;
    }

    private void feed(ByteBuffer in) {
        Step next = step;
        while (next != null) {
            step = next;
            next = next.feed(in, out);
        }
    }

    private ByteBuffer passed() {
        ByteBuffer stored = out.drain();
        digest.update(stored.duplicate());
        return stored;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
