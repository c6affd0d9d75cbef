package io.parley.e2e.nodes;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Api;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who sends all the time, one message by way of one node and the next by way of the other. What gets no answer, or one
 * that asks to try again, is sent again under its identifier by way of the other node, until it is acknowledged.
 */
final class Speaker {

    /** So that what is killed can start again beside the load, on a machine of two cores. */
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int TRIES = 600;

    private final Person person;
    private final String chat;
    private final List<Server> nodes;
    private final List<Sent> acknowledged = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "speaker");
    private @Nullable Throwable failure;
    private int turn;
    private volatile boolean stopped;

    Speaker(Person person, String chat, List<Server> nodes) {
        this.person = person;
        this.chat = chat;
        this.nodes = nodes;
        thread.start();
    }

    private void run() {
        try {
            for (int i = 1; !stopped; i++) {
                say("Number " + i + " of " + person.handle());
                Eventually.pause(BETWEEN);
            }
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        }
    }

    private void say(String text) {
        String messageId = Unique.messageId();
        for (int i = 0; i < TRIES; i++) {
            Server node = nodes.get(turn++ % nodes.size());
            try {
                Answer answer = person.at(node).trySend(chat, messageId, text);
                if (answer.status() == 200 || answer.status() == 201) {
                    acknowledged.add(Sent.of(answer, text));
                    return;
                }
                answer.expect(503);
            } catch (Api.Unanswered e) {
                // the node is down; whether it had the message is what the repetition finds out
            }
            Eventually.pause(PAUSE);
        }
        throw new AssertionError("not acknowledged after " + TRIES + " tries");
    }

    /** What was acknowledged so far. */
    List<Sent> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Ends with the message under way; fails if one was refused. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        if (failure != null) {
            throw new AssertionError("a message was refused", failure);
        }
    }
}
