package io.parley.infra.media.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;

/** What became of an upload. */
record Inspected(byte[] stored, ContentFacts facts) {

    static final ContentProperties LIMITS = new ContentProperties(DataSize.ofMegabytes(4), 1_000_000);

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    /** One that comes in one buffer. */
    static Inspected of(byte[] upload) {
        return of(upload, upload.length + 1);
    }

    /** One that comes in buffers of a size. */
    static Inspected of(byte[] upload, int bufferSize) {
        return of(Flux.fromIterable(cut(upload, bufferSize)), LIMITS);
    }

    static Inspected of(Flux<ByteBuffer> upload, ContentProperties limits) {
        Inspection inspection = new MediaInspector(limits).inspect(upload);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        inspection
                .stored()
                .doOnNext(buffer -> {
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    stored.writeBytes(bytes);
                })
                .blockLast(AT_MOST);
        return new Inspected(
                stored.toByteArray(), Objects.requireNonNull(inspection.facts().block(AT_MOST)));
    }

    /** Why one is refused, which it must be. */
    static Rejection refusal(byte[] upload) {
        return refusal(upload, LIMITS);
    }

    static Rejection refusal(byte[] upload, ContentProperties limits) {
        return Objects.requireNonNull(
                catchThrowableOfType(Rejection.class, () -> of(Flux.just(ByteBuffer.wrap(upload)), limits)));
    }

    static void assertNotTaken(byte[] upload) {
        assertThat(refusal(upload).code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
    }

    static List<ByteBuffer> cut(byte[] bytes, int size) {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += size) {
            buffers.add(ByteBuffer.wrap(bytes, at, Math.min(size, bytes.length - at)));
        }
        return buffers;
    }

    Picture picture() {
        return facts.picture().orElseThrow();
    }

    boolean storedHas(String text) {
        return new String(stored, StandardCharsets.ISO_8859_1).contains(text);
    }
}
