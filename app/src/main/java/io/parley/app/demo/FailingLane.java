package io.parley.app.demo;

import io.parley.app.client.ClientFailure;
import io.parley.app.client.Http;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A group of two lanes, one of which the server lets fail: three times for message 3, and for message 5 until it is given up. All
 * that is told comes out of streams, the server's log and its metrics.
 */
final class FailingLane {

    private static final int LANE = 128;
    private static final String ADA = "Ada";
    private static final String BEN = "Ben";
    private static final String CEM = "Cem";
    private static final long TRIED_AGAIN = 3;
    private static final long GIVEN_UP = 5;
    private static final long LAST = 6;

    private final Http http;
    private final Path log;
    private final Consumer<String> teller;
    private final Arrivals arrivals;

    FailingLane(Http http, Path log, Consumer<String> teller) {
        this.http = http;
        this.log = log;
        this.teller = teller;
        this.arrivals = new Arrivals(http, teller);
    }

    /**
     * Tells the whole story.
     *
     * @throws ClientFailure if it does not go as it should
     */
    void tell() {
        Person ada = Person.register(http, ADA);
        Person ben = Person.register(http, BEN);
        Person cem = Person.register(http, CEM);
        String group = open(ada, ben, cem);
        try (EventStream bens = listen(BEN, ben);
                EventStream cems = listen(CEM, cem);
                FaultLog failures = new FaultLog(log, arrivals::hear)) {
            say(ada, group, 1, "The train leaves at eight.");
            say(ada, group, 2, "Platform four.");
            awaitBoth(2);
            tryAgain(ada, group);
            giveUp(ada, group);
        }
        count();
    }

    /** All but Cem sit in the group's first lane, which is full by then. */
    private String open(Person ada, Person ben, Person cem) {
        List<String> others = new ArrayList<>();
        others.add(ben.userId());
        others.addAll(IntStream.rangeClosed(1, LANE - 2)
                .parallel()
                .mapToObj(number -> Person.enrol(http, "Guest"))
                .toList());
        others.add(cem.userId());
        String group = ada.openGroupOf("Trip to Rome", others);
        tell("Ada has opened a group with %d others: she, Ben and %d guests fill lane 0, Cem sits alone in lane 1"
                .formatted(others.size(), LANE - 2));
        return group;
    }

    private EventStream listen(String name, Person person) {
        EventStream stream = person.listen(null);
        stream.await("its opening", event -> event.id() != null);
        arrivals.follow(name, stream);
        return stream;
    }

    private void tryAgain(Person ada, String group) {
        tell("Lane 1 is to fail three times for message %d".formatted(TRIED_AGAIN));
        say(ada, group, TRIED_AGAIN, "Bring a warm coat.");
        arrivals.await("the first failure", () -> arrivals.failures(TRIED_AGAIN) > 0);
        say(ada, group, TRIED_AGAIN + 1, "And a book.");
        awaitBoth(TRIED_AGAIN + 1);
        check(arrivals.failures(TRIED_AGAIN) == 3, "lane 1 did not fail three times");
        tell("Try %d brought message %d, and message %d, which had waited behind it, came next: Ben waited for neither"
                .formatted(arrivals.failures(TRIED_AGAIN) + 1, TRIED_AGAIN, TRIED_AGAIN + 1));
    }

    private void giveUp(Person ada, String group) {
        double before = metric("abandoned");
        tell("It is to fail for message %d for ever".formatted(GIVEN_UP));
        say(ada, group, GIVEN_UP, "This one has bad luck.");
        arrivals.await("the first failure", () -> arrivals.failures(GIVEN_UP) > 0);
        say(ada, group, LAST, "See you there!");
        arrivals.await("the last message", () -> hasHeard(BEN, LAST) && hasHeard(CEM, LAST));
        check(metric("abandoned") == before + 1, "no message was given up");
        tell("After %d tries message %d was given up for lane 1, so that message %d could come"
                .formatted(arrivals.failures(GIVEN_UP), GIVEN_UP, LAST));
        check(arrivals.heardBy(BEN).equals(upTo(LAST)), "Ben's stream brought " + arrivals.heardBy(BEN));
        List<Long> withoutOne =
                upTo(LAST).stream().filter(sequence -> sequence != GIVEN_UP).toList();
        check(arrivals.heardBy(CEM).equals(withoutOne), "Cem's stream brought " + arrivals.heardBy(CEM));
        tell("Ben's stream brought %s, Cem's %s: once each and in order"
                .formatted(arrivals.heardBy(BEN), arrivals.heardBy(CEM)));
    }

    private void count() {
        tell(
                "The server's metrics: %.0f messages went to all lanes at once, %.0f times a lane was tried again, %.0f message was given up"
                        .formatted(metric("completed"), metric("retried"), metric("abandoned")));
    }

    private void say(Person ada, String group, long expected, String text) {
        tell("Ada: %s".formatted(text));
        arrivals.sending(expected);
        long sequence = ada.send(group, text);
        check(sequence == expected, "it became message %d instead of %d".formatted(sequence, expected));
    }

    private void awaitBoth(long sequence) {
        Stream.of(BEN, CEM)
                .forEach(who ->
                        arrivals.await("message %d at %s".formatted(sequence, who), () -> hasHeard(who, sequence)));
        check(
                arrivals.heardBy(BEN).equals(upTo(sequence))
                        && arrivals.heardBy(CEM).equals(upTo(sequence)),
                "Ben's stream brought %s, Cem's %s".formatted(arrivals.heardBy(BEN), arrivals.heardBy(CEM)));
    }

    private boolean hasHeard(String who, long sequence) {
        return arrivals.heardBy(who).contains(sequence);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private double metric(String name) {
        String prefix = "parley_fanout_%s_total".formatted(name.toLowerCase(Locale.ROOT));
        return http.text("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith(prefix))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
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
