package io.parley.e2e.durability;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.RecordedPerson;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who says something in one chat after the other, reads what there is and acknowledges it, and says again what got no answer,
 * under its identifier, until it is taken.
 */
final class RecordedTalk {

    /** So that what is killed can start again beside the load, on a machine of two cores. */
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final int TRIES = 1_200;

    private final RecordedPerson person;
    private final List<String> chats;
    private final Thread thread = new Thread(this::run, "recorded-talk");
    private @Nullable Throwable failure;
    private volatile boolean over;

    /** Begins. */
    RecordedTalk(RecordedPerson person, List<String> chats) {
        this.person = person;
        this.chats = chats;
        thread.setDaemon(true); // a test that fails does not wait for it
        thread.start();
    }

    private void run() {
        try {
            for (int i = 0; !over; i++) {
                String chat = chats.get(i % chats.size());
                say(chat, "Number " + i + " of " + person.person().handle());
                long highest = person.reads(chat);
                if (highest > 0) {
                    person.marks(chat, i % 3 == 0 ? "read" : "delivered", highest);
                }
                Eventually.pause(BETWEEN);
            }
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        }
    }

    private void say(String chat, String text) {
        String messageId = Unique.messageId();
        for (int i = 0; i < TRIES; i++) {
            if (person.sends(chat, messageId, text)) {
                return;
            }
            Eventually.pause(AGAIN);
        }
        throw new AssertionError("not taken after " + TRIES + " tries");
    }

    /** Ends when what was said last is taken; fails if something was refused. */
    void end() throws InterruptedException {
        over = true;
        thread.join();
        if (failure != null) {
            throw new AssertionError("something was refused", failure);
        }
    }
}
