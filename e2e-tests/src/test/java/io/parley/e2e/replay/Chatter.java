package io.parley.e2e.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Two who talk without a pause, and look after each step whether they see what they have just done. */
final class Chatter implements AutoCloseable {

    private final Person ada;
    private final Person ben;
    private final String chat;
    private final AtomicInteger said = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::talk, "chatter");
    private volatile boolean over;

    Chatter(Server server) {
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
        this.chat = ada.chatWith(ben);
        say();
        thread.start();
    }

    private void talk() {
        try {
            while (!over) {
                say();
            }
        } catch (Throwable e) {
            failure.set(e);
        }
    }

    /** Nothing that is asked here may be refused, or be answered as it was before. */
    private void say() {
        int number = said.incrementAndGet();
        ada.sends(chat, "number " + number);
        assertThat(ada.inboxEntry(chat).path("lastSequence").asLong()).isEqualTo(number);
        ben.marksRead(chat, number);
        assertThat(ben.inboxEntry(chat).path("unreadCount").asInt()).isZero();
        assertThat(ada.history(chat, "?limit=1")).extracting(Message::text).containsExactly("number " + number);
    }

    /** Goes on until so much more was said. */
    void says(int more) throws InterruptedException {
        int goal = said.get() + more;
        while (said.get() < goal) {
            failed();
            Thread.sleep(10);
        }
    }

    private void failed() {
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new AssertionError("after number " + said.get(), thrown);
        }
    }

    /** Everything that was said is there, in order, and all of it is read. */
    void endsWithAllOfIt() throws InterruptedException {
        close();
        failed();
        List<Message> history = ben.wholeHistory(chat);
        assertThat(history).hasSize(said.get());
        for (int i = 0; i < history.size(); i++) {
            assertThat(history.get(i).text()).isEqualTo("number " + (i + 1));
        }
        assertThat(ben.inboxEntry(chat).path("unreadCount").asInt()).isZero();
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
    }
}
