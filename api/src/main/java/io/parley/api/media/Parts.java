package io.parley.api.media;

import io.parley.contract.media.ByteRange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;

/**
 * Several ranges in one answer (RFC 9110, section 14.6).
 *
 * @param ranges which
 * @param contentType the type of the whole
 * @param size how many bytes the whole has
 * @param boundary what stands between them, and is found in none of them
 */
record Parts(List<ByteRange> ranges, String contentType, long size, String boundary) {

    /** The answer's type. */
    String type() {
        return "multipart/byteranges; boundary=" + boundary;
    }

    /** How many bytes the answer has. */
    long length() {
        long heads = IntStream.range(0, ranges.size())
                .mapToLong(number -> head(number).length)
                .sum();
        return heads
                + ranges.stream().mapToLong(range -> range.lengthWithin(size)).sum()
                + end().length;
    }

    /** The answer, made of the ranges' bytes. */
    Flux<ByteBuffer> over(List<Flux<ByteBuffer>> bytes) {
        return Flux.range(0, ranges.size())
                .concatMap(number -> Flux.concat(Flux.just(ByteBuffer.wrap(head(number))), bytes.get(number)), 0)
                .concatWithValues(ByteBuffer.wrap(end()));
    }

    /** What says which bytes of the whole these are. */
    static String contentRange(ByteRange range, long size) {
        return "bytes %d-%d/%d".formatted(range.first(), range.last(), size);
    }

    private byte[] head(int number) {
        return ascii("%s--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
                .formatted(number == 0 ? "" : "\r\n", boundary, contentType, contentRange(ranges.get(number), size)));
    }

    private byte[] end() {
        return ascii("\r\n--" + boundary + "--\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
