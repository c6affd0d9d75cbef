package io.parley.e2e.durability;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Api;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Two people who talk without pause, each on a thread of their own, until the platform is gone. */
final class Talk {

    private static final int READS_EVERY = 5;

    private final Person one;
    private final Person other;
    private final String chat;
    private final Ledger ledger;
    private final List<Thread> threads = new ArrayList<>();
    private int round;

    Talk(Server server, Ledger ledger) {
        this(server, ledger, Person::chatWith);
    }

    private Talk(Server server, Ledger ledger, BiFunction<Person, Person, String> opens) {
        this.one = Person.signsUp(server);
        this.other = Person.signsUp(server);
        this.chat = opens.apply(one, other);
        this.ledger = ledger;
    }

    /** Two people who talk in a group, so that what they say is fanned out. */
    static Talk inAGroup(Server server, Ledger ledger) {
        return new Talk(server, ledger, (one, other) -> one.opensGroup("A group of two", other));
    }

    /** Both begin to talk. */
    void begin() {
        round++;
        for (Person person : sides()) {
            Thread thread = new Thread(() -> talk(person, round), "talk");
            thread.start();
            threads.add(thread);
        }
    }

    /** Waits until both have noticed that the platform is gone. */
    void end() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
    }

    private void talk(Person person, int inRound) {
        boolean answered = true;
        for (int i = 1; answered; i++) {
            answered = say(person, "Round " + inRound + ", number " + i + " of " + person.handle());
            if (answered && i % READS_EVERY == 0) {
                answered = read(person);
            }
        }
    }

    private boolean say(Person person, String text) {
        String messageId = Unique.messageId();
        try {
            Answer answer = person.trySend(chat, messageId, text);
            if (answer.status() == 201) {
                ledger.acknowledge(answer, text);
                return true;
            }
        } catch (Api.Unanswered e) {
            // the platform is gone; whether it had the message is what the repetition finds out
        }
        ledger.leaveOpen(person, chat, messageId, text);
        return false;
    }

    private boolean read(Person person) {
        long last = ledger.acknowledgedIn(chat).size() / 2;
        try {
            person.marksRead(chat, Math.max(1, last));
            ledger.acknowledgeRead(chat, person, Math.max(1, last));
            return true;
        } catch (Api.Unanswered e) {
            return false;
        }
    }

    /** Both. */
    List<Person> sides() {
        return List.of(one, other);
    }

    /** The other side. */
    Person peerOf(Person person) {
        return person == one ? other : one;
    }

    /** Their chat. */
    String chat() {
        return chat;
    }
}
