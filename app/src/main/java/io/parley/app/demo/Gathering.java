package io.parley.app.demo;

import io.parley.app.client.ClientFailure;
import io.parley.app.client.Http;
import io.parley.app.demo.EventStream.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A group whose members come and go while they talk, told line by line. */
final class Gathering {

    private final Http http;
    private final Consumer<String> teller;
    private final Map<Person, EventStream> streams = new LinkedHashMap<>();

    Gathering(Http http, Consumer<String> teller) {
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
        Person cem = Person.register(http, "Cem");
        Person dee = Person.register(http, "Dee");
        try {
            List.of(ada, ben, cem, dee).forEach(this::listen);
            tell("Ada, Ben, Cem and Dee have signed in, and their streams are open");
            String group = ada.openGroup("Trip to Rome", List.of(ben, cem));
            tell("Ada opens the group \"Trip to Rome\" with Ben and Cem");
            List.of(ada, ben, cem).forEach(member -> hear(member, "opened"));
            long first = say(group, ada, "Shall we take the train?", List.of(ada, ben, cem));
            read(group, ada, first, List.of(ben, cem));
            ada.add(group, dee);
            hear(dee, "member_added");
            tell("Ada adds Dee, who sees what is said from now on");
            say(group, ben, "Yes, the night train.", List.of(ada, ben, cem, dee));
            ada.remove(group, cem);
            hear(cem, "member_removed");
            tell("Ada removes Cem, who keeps what he had and gets nothing more");
            say(group, dee, "I bring the coffee.", List.of(ada, ben, dee));
            lookBack(group, dee, 2);
            lookBack(group, cem, 2);
            lookBack(group, ada, 3);
        } finally {
            streams.values().forEach(EventStream::close);
        }
    }

    private void listen(Person person) {
        EventStream stream = person.listen(null);
        stream.await("its opening", event -> event.id() != null);
        streams.put(person, stream);
    }

    private void hear(Person person, String change) {
        await(
                person,
                change,
                event -> event.type().equals("chat") && text(event, "change").equals(change));
    }

    private long say(String group, Person from, String text, List<Person> to) {
        tell("%s: %s".formatted(from.name(), text));
        long sequence = from.send(group, text);
        for (Person person : to) {
            Event event =
                    await(person, "message " + sequence, each -> each.type().equals("message"));
            if (number(event, "sequence") != sequence) {
                throw new ClientFailure("It went wrong: %s was brought message %d instead of %d."
                        .formatted(person.name(), number(event, "sequence"), sequence));
            }
        }
        tell("  pushed to " + String.join(", ", to.stream().map(Person::name).toList()));
        return sequence;
    }

    private void read(String group, Person sender, long sequence, List<Person> readers) {
        for (Person reader : readers) {
            reader.acknowledge(group, "read", sequence);
            await(
                    sender,
                    "the receipt of " + reader.name(),
                    each -> each.type().equals("receipt")
                            && text(each, "userId").equals(reader.userId())
                            && number(each, "read") >= sequence);
            tell("  ✓✓ read by %s, says %s's stream".formatted(reader.name(), sender.name()));
        }
    }

    private void lookBack(String group, Person person, int messages) {
        JsonNode history = person.history(group);
        if (history.size() != messages) {
            throw new ClientFailure("It went wrong: %s's history has %d messages instead of %d."
                    .formatted(person.name(), history.size(), messages));
        }
        tell("%s's history has %d of the 3 messages".formatted(person.name(), messages));
    }

    private Event await(Person person, String what, Predicate<Event> fits) {
        EventStream stream = streams.get(person);
        if (stream == null) {
            throw new IllegalStateException(person.name() + " does not listen");
        }
        return stream.await(what, fits);
    }

    private String text(Event event, String field) {
        return http.parse(event.data()).path(field).asString("");
    }

    private long number(Event event, String field) {
        return http.parse(event.data()).path(field).asLong(0);
    }

    private void tell(String line) {
        teller.accept(line);
    }
}
