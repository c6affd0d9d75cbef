package io.parley.load;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.bodyBytes;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.parley.load.MediaFile.Span;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * The way of media from one side to the other; the session bears the pair and the {@code file}. What the server says of an upload, and
 * each byte of a download, is compared with the file. Time is counted from the request to the last byte of the answer.
 */
final class SharedMedia {

    private static final int RANGES = 3;
    private static final double MEGA = 1e6;

    private final Passage up = new Passage();
    private final Passage down = new Passage();
    private final LongAdder ranges = new LongAdder();

    /** The sender uploads it; afterwards the session bears the {@code mediaId}. */
    ChainBuilder upload() {
        return exec(up::begin)
                .exec(http("upload")
                        .post(session -> "/v1/chats/" + Chatting.pair(session).chatId() + "/media")
                        .header(
                                "Authorization",
                                session -> "Bearer " + Chatting.pair(session).senderToken())
                        .header("Content-Type", session -> file(session).contentType())
                        .header(
                                "Content-Disposition",
                                session -> "attachment; filename=\""
                                        + file(session).name() + "\"")
                        .body(ByteArrayBody(session -> file(session).bytes()))
                        .check(
                                status().is(201),
                                jsonPath("$.mediaId").saveAs("mediaId"),
                                jsonPath("$.contentType")
                                        .is(session -> file(session).contentType()),
                                jsonPath("$.size").ofInt().is(session -> file(session)
                                        .size()),
                                jsonPath("$.sha256").is(session -> file(session).sha256())))
                .exec(up::end);
    }

    /** The receiver downloads all of it. */
    ChainBuilder download() {
        return exec(down::begin)
                .exec(http("download")
                        .get(SharedMedia::path)
                        .header("Authorization", SharedMedia::receiver)
                        .header("Parley-Position", "#{position}")
                        .check(
                                status().is(200),
                                header("Content-Type")
                                        .is(session -> file(session).contentType()),
                                bodyBytes()
                                        .transformWithSession((bytes, session) ->
                                                file(session).isAll(bytes))
                                        .is(true)))
                .exec(down::end);
    }

    /** The receiver downloads some of it, several times. */
    ChainBuilder downloadRanges() {
        return repeat(RANGES)
                .on(exec(session -> session.set("span", MediaFiles.anySpan(file(session))))
                        .exec(http("download a range")
                                .get(SharedMedia::path)
                                .header("Authorization", SharedMedia::receiver)
                                .header("Range", session -> span(session).asked())
                                .check(
                                        status().is(206),
                                        header("Content-Range")
                                                .is(session -> span(session).answered(file(session))),
                                        bodyBytes()
                                                .transformWithSession((bytes, session) ->
                                                        file(session).isPart(span(session), bytes))
                                                .is(true)))
                        .exec(this::counted));
    }

    private Session counted(Session session) {
        if (!session.isFailed()) {
            ranges.increment();
        }
        return session;
    }

    private static String path(Session session) {
        return "/v1/media/" + session.getString("mediaId");
    }

    private static String receiver(Session session) {
        return "Bearer " + Chatting.pair(session).receiverToken();
    }

    private static MediaFile file(Session session) {
        return Objects.requireNonNull(session.get("file"));
    }

    private static Span span(Session session) {
        return Objects.requireNonNull(session.get("span"));
    }

    /** Two lines for people. */
    @Override
    public String toString() {
        return "uploads:   %s%ndownloads: %s, and %d ranges".formatted(up, down, ranges.sum());
    }

    /** One direction: what has passed, and how long that took. */
    private static final class Passage {

        private final LongAdder count = new LongAdder();
        private final LongAdder bytes = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        Session begin(Session session) {
            return session.set("passing", System.nanoTime());
        }

        Session end(Session session) {
            if (!session.isFailed()) {
                count.increment();
                bytes.add(file(session).size());
                nanos.add(System.nanoTime() - session.getLong("passing"));
            }
            return session;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d of %.1f MB altogether, each at %.1f MB/s",
                    count.sum(),
                    bytes.sum() / MEGA,
                    bytes.sum() / MEGA / Math.max(1e-9, nanos.sum() / 1e9));
        }
    }
}
