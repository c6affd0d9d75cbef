package io.parley.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes down what the clients do and see, for {@code ./parley audit histories}; docs/HISTORIES.md has the format. Whoever calls it only
 * puts something into a queue: JSON is read and written by a thread of its own, so that the measured times stay what they are.
 */
final class HistoryWriter implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Supplier<Optional<ObjectNode>> END = Optional::empty;
    private static final String NONE = "none";
    private static final int WAITING = 65_536;
    private static final int REFUSED = 400;
    private static final int UNKNOWN = 500;

    private final @Nullable Path file;
    private final LongSupplier nanoClock;
    private final Set<Doing> unanswered = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Supplier<Optional<ObjectNode>>> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread = new Thread(this::write, "history");
    private @Nullable Exception failure;

    /** One that writes into a new file; into none if that is null. */
    HistoryWriter(@Nullable Path file, LongSupplier nanoClock) {
        this.file = file;
        this.nanoClock = nanoClock;
        if (file != null) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * One for a run of this name: {@code parley.load.history} names the file or is {@code none}; else it comes into the folder of
     * Gatling's results.
     */
    static HistoryWriter of(String run) {
        String otherwise = System.getProperty("parley.load.histories", "target/gatling") + "/" + run + ".history.jsonl";
        String file = System.getProperty("parley.load.history", otherwise);
        return new HistoryWriter(file.equals(NONE) ? null : Path.of(file), System::nanoTime);
    }

    /** One that writes nothing. */
    static HistoryWriter none() {
        return new HistoryWriter(null, System::nanoTime);
    }

    /** Something that a client asks for and that is not answered yet. */
    static final class Doing {

        private final ObjectNode json;

        private Doing(ObjectNode json) {
            this.json = json;
        }
    }

    /** A client begins to send something; what it is, by the members of the format. */
    Doing begins(String op, Account client, String chatId, Map<String, ?> what) {
        Doing doing = new Doing(operation(op, client, chatId));
        doing.json.put("began", nanoClock.getAsLong());
        what.forEach((member, value) -> doing.json.set(member, JSON.valueToTree(value)));
        if (file != null) {
            unanswered.add(doing);
        }
        return doing;
    }

    /** It was answered with a status, or with none: 0; a message that was taken has a sequence. */
    void ended(Doing doing, int status, @Nullable Long sequence) {
        if (file == null || !unanswered.remove(doing)) {
            return;
        }
        long now = nanoClock.getAsLong();
        put(() -> Optional.of(answered(doing.json, now, status, sequence)));
    }

    private static ObjectNode answered(ObjectNode json, long now, int status, @Nullable Long sequence) {
        if (status == 0 || status >= UNKNOWN) {
            return json.put("outcome", "unknown");
        }
        if (sequence != null) {
            json.put("sequence", sequence);
        }
        return json.put("ended", now).put("outcome", status < REFUSED ? "ok" : "refused");
    }

    /** The newest page of a history was read, of at most so many messages: it shows all from its lowest on. */
    void read(Doing doing, String page, int limit) {
        if (file != null && unanswered.remove(doing)) {
            long now = nanoClock.getAsLong();
            put(() -> Optional.of(shown(answered(doing.json, now, 200, null), JSON.readTree(page), limit)));
        }
    }

    private static ObjectNode shown(ObjectNode read, JsonNode page, int limit) {
        long lowest = Long.MAX_VALUE;
        ArrayNode messages = read.putArray("messages");
        for (JsonNode item : page.path("items")) {
            messages.addObject()
                    .put("messageId", item.path("messageId").stringValue())
                    .put("sequence", item.path("sequence").longValue())
                    .put("sender", item.path("senderId").stringValue(""));
            lowest = Math.min(lowest, item.path("sequence").longValue());
        }
        return read.put("from", messages.size() < limit ? 1 : lowest);
    }

    /**
     * An event has come out of a client's stream.
     *
     * @param event the event as Gatling gives it: an object of {@code event}, {@code id} and {@code data}
     */
    void heard(Account client, String event) {
        if (file != null) {
            long now = nanoClock.getAsLong();
            put(() -> told(client, JSON.readTree(event)).map(json -> json.put("ended", now)));
        }
    }

    private static Optional<ObjectNode> told(Account client, JsonNode event) {
        Optional<ObjectNode> message = StreamedMessages.named("message", event)
                .map(data -> told("receive", client, data)
                        .put("messageId", data.path("messageId").stringValue())
                        .put("sequence", data.path("sequence").longValue())
                        .put("sender", data.path("senderId").stringValue("")));
        return message.or(() -> StreamedMessages.named("receipt", event).map(data -> told("receipt", client, data)
                .put("of", data.path("userId").stringValue())
                .put("delivered", data.path("delivered").longValue())
                .put("read", data.path("read").longValue())));
    }

    private static ObjectNode told(String op, Account client, JsonNode data) {
        return operation(op, client, data.path("chatId").stringValue());
    }

    /** A client has listened from the beginning, and was to have heard by now what was accepted until then. */
    void listened(Account client, String chatId, long until) {
        if (file != null) {
            put(() -> Optional.of(operation("listen", client, chatId).put("ended", until)));
        }
    }

    private static ObjectNode operation(String op, Account client, String chatId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("op", op)
                .put("client", client.userId())
                .put("user", client.userId())
                .put("chat", chatId);
    }

    /** Waits if a disk cannot keep up: a history with holes would say nothing. */
    private void put(Supplier<Optional<ObjectNode>> line) {
        try {
            queue.put(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void write() {
        try {
            if (file != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                writeTo(file);
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
            drain();
        }
    }

    private void writeTo(Path into) throws IOException {
        try (Writer out = Files.newBufferedWriter(into)) {
            out.write("{\"format\":\"parley-history-1\"}\n");
            for (Supplier<Optional<ObjectNode>> next = take(); next != END; next = take()) {
                Optional<ObjectNode> json = next.get();
                if (json.isPresent()) {
                    out.write(json.get() + "\n");
                }
            }
        }
    }

    /** So that nobody waits for a thread that writes no more. */
    private void drain() {
        while (take() != END) {
            continue;
        }
    }

    private Supplier<Optional<ObjectNode>> take() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return END;
        }
    }

    /** Ends the file; what was never answered is said to be unknown. */
    @Override
    public void close() {
        if (file == null) {
            return;
        }
        for (Doing doing : unanswered) {
            ended(doing, 0, null);
        }
        put(END);
        try {
            thread.join();
            if (failure != null) {
                Files.deleteIfExists(file); // no history rather than half of one
                throw new IOException("the history could not be written", failure);
            }
            System.out.println("What the clients saw: " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
