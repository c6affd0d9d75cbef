package io.parley.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A stream that somebody listens to, on a thread of its own. Everything that arrives is kept, with its time. */
public final class SseStream implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpStream http;
    private final List<SseEvent> arrived = new ArrayList<>();
    private final List<Long> comments = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private SseStream(HttpStream http) {
        this.http = http;
    }

    /** Opens a stream and listens; fails if the platform does not grant it. */
    static SseStream open(URI uri, Map<String, String> headers) {
        SseStream stream = connect(uri, headers, 0);
        stream.listen();
        return stream;
    }

    /** Opens a stream with a small receive buffer, without listening yet. */
    static SseStream openWithoutListening(URI uri, Map<String, String> headers, int receiveBuffer) {
        return connect(uri, headers, receiveBuffer);
    }

    private static SseStream connect(URI uri, Map<String, String> headers, int receiveBuffer) {
        try {
            HttpStream http = HttpStream.get(uri, headers, receiveBuffer);
            assertThat(http.status())
                    .as("status of the stream %s", uri.getPath())
                    .isEqualTo(200);
            assertThat(http.headers().get("content-type")).startsWith("text/event-stream");
            return new SseStream(http);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a stream without a token, by what the query says. */
    public static SseStream anonymous(Server server, String pathAndQuery) {
        return open(server.api().base().resolve(pathAndQuery), Map.of());
    }

    /** The answer to a request for a stream that is not granted. */
    public static Answer refused(Server server, String pathAndQuery, Map<String, String> headers) {
        try (HttpStream http = HttpStream.get(server.api().base().resolve(pathAndQuery), headers, 0)) {
            return http.answer("GET " + pathAndQuery);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to a request for a stream; if it is granted, without its body, for that does not end. */
    public static Answer head(URI uri, Map<String, String> headers) {
        try (HttpStream http = HttpStream.get(uri, headers, 0)) {
            boolean granted = http.status() == 200;
            return granted
                    ? new Answer("GET " + uri, 200, HttpHeaders.of(Map.of(), (name, value) -> true), "")
                    : http.answer("GET " + uri);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to listen. */
    public void listen() {
        Thread thread = new Thread(this::read, "stream");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try {
            new SseParser(http.body(), this::keep, this::keepComment).run();
        } catch (IOException e) {
            // how a stream ends when it is cut, or closed from here
        } finally {
            ended.countDown();
            wake();
        }
    }

    private synchronized void keep(SseEvent event) {
        arrived.add(event);
        notifyAll();
    }

    private synchronized void keepComment(long at) {
        comments.add(at);
        notifyAll();
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** Everything that has arrived, the opening block included. */
    public synchronized List<SseEvent> arrived() {
        return List.copyOf(arrived);
    }

    /** The events of a name that have arrived. */
    public List<SseEvent> arrived(String name) {
        return arrived().stream().filter(event -> event.is(name)).toList();
    }

    /** The messages that have arrived. */
    public List<Message> messages() {
        return arrived("message").stream().map(SseEvent::message).toList();
    }

    /** When comment lines arrived, as {@link System#nanoTime()}. */
    public synchronized List<Long> comments() {
        return List.copyOf(comments);
    }

    /** Waits for the opening block and gives its id: where the stream begins. */
    public String openingId() {
        SseEvent opening =
                await("the opening block", () -> arrived().stream().findFirst().orElse(null));
        assertThat(opening.event()).as("event of the opening block %s", opening).isNull();
        assertThat(opening.data()).as("data of the opening block %s", opening).isNull();
        return String.valueOf(opening.id());
    }

    /** The last id that was heard: what to resume from. */
    public String lastId() {
        return arrived().stream()
                .map(SseEvent::id)
                .filter(id -> id != null)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** Waits for an event of this name that fulfils the condition. */
    public SseEvent awaitEvent(String name, Predicate<SseEvent> condition) {
        return await(
                "the event " + name,
                () -> arrived(name).stream().filter(condition).findFirst().orElse(null));
    }

    /** Waits for the message with this text. */
    public Message awaitMessage(String text) {
        return awaitEvent("message", event -> text.equals(event.message().text()))
                .message();
    }

    /** Waits until so many messages have arrived, and gives all. */
    public List<Message> awaitMessages(int count, Duration limit) {
        await(count + " messages", limit, () -> arrived("message").size() >= count ? Boolean.TRUE : null);
        return messages();
    }

    /** Waits for a receipt with at least these marks. */
    public SseEvent awaitReceipt(String chatId, String userId, long delivered, long read) {
        return awaitEvent(
                "receipt",
                event -> event.json().path("chatId").asString().equals(chatId)
                        && event.json().path("userId").asString().equals(userId)
                        && event.json().path("delivered").longValue() >= delivered
                        && event.json().path("read").longValue() >= read);
    }

    /** Waits until the platform has ended the stream. */
    public void awaitEnd(Duration limit) {
        try {
            assertThat(ended.await(limit.toMillis(), TimeUnit.MILLISECONDS))
                    .as("the stream ends within %s", limit)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Whether the stream has ended. */
    public boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** Waits for what the question finds, at most the usual time. */
    private <T> T await(String what, Question<T> question) {
        return await(what, PATIENCE, question);
    }

    private synchronized <T> T await(String what, Duration limit, Question<T> question) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            T found = question.ask();
            if (found != null) {
                return found;
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0 || hasEnded()) {
                throw new AssertionError((hasEnded() ? "the stream ended without " : "waited in vain for ") + what
                        + "; " + arrived.size() + " blocks arrived, the last: " + lastBlocks());
            }
            waitFor(millis);
        }
    }

    private String lastBlocks() {
        return arrived.subList(Math.max(0, arrived.size() - 5), arrived.size()).toString();
    }

    private synchronized void waitFor(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Breaks the connection off, as a lost network does. */
    public void breakOff() {
        try {
            http.breakOff();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Finds something, or null if it is not there yet. */
    private interface Question<T> {
        @Nullable
        T ask();
    }
}
