package io.parley.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what clients do and see, for {@code ./parley audit histories}; docs/HISTORIES.md has the format. Each line is written when its
 * operation has ended, by the clock of {@link System#nanoTime()}. Thread-safe.
 */
public final class HistoryRecorder implements AutoCloseable {

    private static final int REFUSED = 400;
    private static final int UNKNOWN = 500;

    private final Path file;
    private final Writer out;
    private final AtomicInteger unanswered = new AtomicInteger();

    /** One that writes into a new file. */
    public HistoryRecorder(Path file) {
        this.file = file;
        try {
            out = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(Json.object("format", "parley-history-1"));
    }

    /** Notes that a message was sent; without an answer nobody knows whether it was taken, and likewise after a fault of the server. */
    void sent(Person by, String chat, String messageId, long began, @Nullable Answer answer) {
        Map<String, Object> send = operation("send", by, chat);
        send.put("messageId", messageId);
        answered(send, began, answer);
        if (answer != null && answer.status() < REFUSED) {
            send.put("sequence", answer.number("sequence"));
        }
        write(send);
    }

    /** Notes that a receipt was sent. */
    void gave(Person by, String chat, String mark, long sequence, long began, @Nullable Answer answer) {
        Map<String, Object> given = operation("acknowledge", by, chat);
        given.put(mark, sequence);
        answered(given, began, answer);
        write(given);
    }

    /** Notes what was read: all from a number on. */
    void read(Person by, String chat, long began, long from, boolean isFinal, List<Message> messages) {
        Map<String, Object> read = operation("read", by, chat);
        read.put("began", began);
        read.put("ended", System.nanoTime());
        read.put("outcome", "ok");
        read.put("from", from);
        read.put("final", isFinal);
        read.put("messages", messages.stream().map(HistoryRecorder::shown).toList());
        write(read);
    }

    /** Notes what a stream brought, if it is a message or a receipt. */
    void came(Person to, SseEvent event) {
        if (event.is("message")) {
            Message message = event.message();
            Map<String, Object> receive = operation("receive", to, message.chatId());
            receive.put("ended", event.arrivedAt());
            receive.putAll(shown(message));
            write(receive);
        } else if (event.is("receipt")) {
            var marks = event.json();
            Map<String, Object> receipt =
                    operation("receipt", to, marks.path("chatId").stringValue());
            receipt.put("ended", event.arrivedAt());
            receipt.put("of", marks.path("userId").stringValue());
            receipt.put("delivered", marks.path("delivered").longValue());
            receipt.put("read", marks.path("read").longValue());
            write(receipt);
        }
    }

    /** Notes that somebody has listened to a chat from its beginning, and has waited for all that was accepted until then. */
    public void listened(Person by, String chat, long until) {
        Map<String, Object> listen = operation("listen", by, chat);
        listen.put("ended", until);
        write(listen);
    }

    private void answered(Map<String, Object> operation, long began, @Nullable Answer answer) {
        operation.put("began", began);
        if (answer == null || answer.status() >= UNKNOWN) {
            operation.put("outcome", "unknown");
            unanswered.incrementAndGet();
        } else {
            operation.put("ended", System.nanoTime());
            operation.put("outcome", answer.status() < REFUSED ? "ok" : "refused");
        }
    }

    private static Map<String, Object> operation(String op, Person person, String chat) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("op", op);
        operation.put("client", person.deviceId());
        operation.put("user", person.id());
        operation.put("chat", chat);
        return operation;
    }

    private static Map<String, Object> shown(Message message) {
        return Map.of("messageId", message.messageId(), "sequence", message.sequence(), "sender", message.senderId());
    }

    private synchronized void write(Map<String, ?> record) {
        try {
            out.write(Json.write(record));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of how many operations nobody knows whether they had an effect. */
    public int unanswered() {
        return unanswered.get();
    }

    /** Where it writes; it is all there when this is closed. */
    public Path file() {
        return file;
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
