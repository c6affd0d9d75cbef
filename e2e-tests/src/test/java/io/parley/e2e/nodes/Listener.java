package io.parley.e2e.nodes;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SseEvent;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody's stream, which goes on at the other node from its last id whenever it breaks. What was heard is kept. */
final class Listener implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Person person;
    private final List<Server> nodes;
    private final List<Message> heard = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "listener");
    private @Nullable SseStream stream;
    private String lastId;
    private int openings;
    private volatile boolean closed;

    /** Listens from the beginning, at the first node first. */
    Listener(Person person, List<Server> nodes) {
        this.person = person;
        this.nodes = nodes;
        this.lastId = "0";
        thread.start();
    }

    private void run() {
        while (!closed) {
            Server node = nodes.get(openings++ % nodes.size());
            try (SseStream opened = person.at(node).resumesFrom(lastId)) {
                keepOpen(opened);
            } catch (RuntimeException | AssertionError e) {
                Eventually.pause(PAUSE); // the node is down
            }
        }
    }

    private void keepOpen(SseStream opened) {
        synchronized (this) {
            stream = opened;
        }
        while (!opened.hasEnded() && !closed) {
            Eventually.pause(PAUSE);
        }
        take(opened);
    }

    private synchronized void take(SseStream ended) {
        stream = null;
        heard.addAll(ended.messages());
        ended.arrived().stream().map(SseEvent::id).filter(id -> id != null).forEach(id -> lastId = id);
    }

    /** All messages of the chat that were heard so far, in the order in which they came. */
    synchronized List<Message> heardIn(String chat) {
        List<Message> all = new ArrayList<>(heard);
        if (stream != null) {
            all.addAll(stream.messages());
        }
        return all.stream().filter(message -> message.chatId().equals(chat)).toList();
    }

    /** Whose stream it is. */
    Person person() {
        return person;
    }

    /** How often it was opened, or tried to. */
    int openings() {
        return openings;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
