package io.parley.app.demo;

import io.parley.app.client.ClientFailure;
import io.parley.app.client.Http;
import io.parley.app.demo.EventStream.Event;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Two people who meet, talk, and lose and find each other again, told line by line. */
final class Conversation {

    private final Http http;
    private final Consumer<String> teller;

    Conversation(Http http, Consumer<String> teller) {
        this.http = http;
        this.teller = teller;
    }

    /**
     * Tells the whole story.
     *
     * @throws ClientFailure if it does not go as it should
     */
    void tell() {
        Person ada = Person.register(http, "Ada");
        Person ben = Person.register(http, "Ben");
        tell("Ada and Ben have registered and signed in");
        String chat = ada.openChatWith(ben);
        tell("Ada has opened a chat with Ben");
        try (EventStream adas = listen(ada);
                EventStream bens = listen(ben)) {
            say(chat, ada, "Hello Ben, do you hear me?", adas, ben, bens);
            say(chat, ben, "Loud and clear, Ada!", bens, ada, adas);
            long missed = breakOff(chat, ada, bens);
            resume(chat, ben, Objects.requireNonNull(bens.lastId()), missed);
        }
        lookBack(chat, ben);
    }

    private EventStream listen(Person person) {
        EventStream stream = person.listen(null);
        stream.await("its opening", event -> event.id() != null);
        tell("%s's stream is open".formatted(person.name()));
        return stream;
    }

    private void say(String chat, Person from, String text, EventStream fromStream, Person to, EventStream toStream) {
        tell("%s: %s".formatted(from.name(), text));
        long sequence = from.send(chat, text);
        tell("  ✓  sent, as message %d".formatted(sequence));
        awaitMessage(toStream, sequence);
        tell("  pushed to %s's stream".formatted(to.name()));
        to.acknowledge(chat, "delivered", sequence);
        awaitReceipt(fromStream, to, "delivered", sequence);
        tell("  ✓✓ delivered, says %s's stream".formatted(from.name()));
        to.acknowledge(chat, "read", sequence);
        awaitReceipt(fromStream, to, "read", sequence);
        tell("  ✓✓ read, says %s's stream".formatted(from.name()));
    }

    private long breakOff(String chat, Person ada, EventStream bens) {
        bens.close();
        tell("Ben's connection breaks");
        long last = 0;
        for (String text : new String[] {"Ben?", "Are you still there?"}) {
            tell("Ada: " + text);
            last = ada.send(chat, text);
            tell("  ✓  sent, as message %d".formatted(last));
        }
        return last;
    }

    private void resume(String chat, Person ben, String lastEventId, long last) {
        tell("Ben is back and resumes where he was");
        try (EventStream again = ben.listen(lastEventId)) {
            for (long sequence = last - 1; sequence <= last; sequence++) {
                JsonNode message = awaitMessage(again, sequence);
                tell("  Ben is brought: " + message.path("text").asString(""));
            }
            ben.acknowledge(chat, "read", last);
        }
    }

    private void lookBack(String chat, Person ben) {
        JsonNode history = ben.history(chat);
        check(history.size() == 4, "the history has %d messages instead of 4".formatted(history.size()));
        JsonNode unread = ben.inbox().path(0).path("unreadCount");
        check(unread.asLong(-1) == 0, "the inbox still shows something unread");
        tell("Ben's history has all 4 messages, his inbox nothing unread");
    }

    private JsonNode awaitMessage(EventStream stream, long sequence) {
        Event event = stream.await(
                "message " + sequence, each -> each.type().equals("message") && number(each, "sequence") >= sequence);
        check(number(event, "sequence") == sequence, "message %d was left out".formatted(sequence));
        return http.parse(event.data());
    }

    private void awaitReceipt(EventStream stream, Person of, String mark, long sequence) {
        stream.await(
                "the receipt of message " + sequence,
                each -> each.type().equals("receipt")
                        && http.parse(each.data()).path("userId").asString("").equals(of.userId())
                        && number(each, mark) >= sequence);
    }

    private long number(Event event, String field) {
        return http.parse(event.data()).path(field).asLong(0);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new ClientFailure("It went wrong: " + otherwise + ".");
        }
    }

    private void tell(String line) {
        teller.accept(line);
    }
}
