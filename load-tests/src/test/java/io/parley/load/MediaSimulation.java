package io.parley.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.parley.load.MediaPlan.Turn;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pairs chat at a steady rate all the time, and share images and sounds for a part of it: each is uploaded, sent in a message, and
 * downloaded by the other side whole and in ranges. It fails if a message is lost, doubled or out of order, if media come otherwise
 * than they went, if a request fails, or if the messages' p99 grows too much beside media. {@link MediaPlan} has the settings.
 */
public class MediaSimulation extends Simulation {

    private static final String DELIVERY = "send → other side's stream";

    private final MediaPlan plan = MediaPlan.fromProperties();
    private final MediaFiles files = MediaFiles.of(plan);
    private final SharedMedia shared = new SharedMedia();
    private final Deliveries deliveries = new Deliveries(System::nanoTime);
    private final ConcurrentLinkedQueue<Long> alone = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> besideMedia = new ConcurrentLinkedQueue<>();
    private final AtomicInteger nextMessage = new AtomicInteger();
    private final AtomicLong began = new AtomicLong();
    private final Chatting chatting = new Chatting(new SignUps(plan.url()).pairs(plan.pairs()), deliveries);

    private final HttpProtocolBuilder protocol =
            http.baseUrl(plan.url().toString()).shareConnections().disableCaching();

    private final ScenarioBuilder talking = scenario("talking")
            .exec(this::composed)
            .exec(chatting.send("send", false))
            .exec(chatting.awaitDelivery())
            .exec(dummy(session -> DELIVERY + named(session), this::taken)
                    .withSuccess(session -> deliveries.hasArrived(Chatting.messageId(session))));

    private final ScenarioBuilder sharing = scenario("sharing media")
            .exec(session ->
                    chatting.composed(session, nextMessage.getAndIncrement()).set("file", files.any()))
            .exec(shared.upload())
            .exitHereIfFailed()
            .exec(chatting.send("send media", false))
            .exec(chatting.awaitDelivery())
            .exitHereIfFailed()
            .exec(shared.download())
            .exec(shared.downloadRanges())
            .exec(dummy("media come as they went", 0).withSuccess(session -> !session.isFailed()));

    /** Before the last messages, when all that count have come. */
    private final ScenarioBuilder judging = scenario("judging")
            .exec(dummy("messages beside media are not much slower", 0)
                    .withSuccess(session -> ratio() * 100 <= plan.ratio()));

    /** Sets the load up. */
    public MediaSimulation() {
        Duration patient = plan.talk().plus(Chatting.PATIENCE);
        Duration last = Chatting.STREAMS_OPEN.plus(patient);
        setUp(
                        chatting.listening(patient).injectOpen(atOnceUsers(plan.pairs())),
                        talking.injectOpen(
                                nothingFor(Chatting.STREAMS_OPEN),
                                constantUsersPerSec(plan.rate()).during(plan.talk())),
                        sharedInTurns(),
                        judging.injectOpen(nothingFor(last), atOnceUsers(1)),
                        chatting.closing()
                                .injectOpen(
                                        nothingFor(last),
                                        rampUsers(plan.pairs()).during(Chatting.CLOSING)))
                .protocols(protocol)
                .assertions(global().failedRequests().count().is(0L));
    }

    /** Says what came of it. */
    @Override
    public void after() {
        System.out.printf(
                "%d pairs, %d messages/s; media: %s%n",
                plan.pairs(),
                plan.rate(),
                plan.closed() ? plan.atOnce() + " on their way at once" : plan.uploads() + " a second");
        System.out.printf("%s, without media: %s%n", DELIVERY, new Figures(alone));
        System.out.printf("%s, with media:    %s%n", DELIVERY, new Figures(besideMedia));
        System.out.printf("p99 with media is %.2f times that without (allowed: %.2f)%n", ratio(), plan.ratio() / 100.0);
        System.out.println(shared);
        System.out.printf(
                "%d lost, %d doubled, reordered or unknown%n",
                deliveries.lost().size(), deliveries.faults().size());
        deliveries.faults().stream().limit(10).forEach(System.out::println);
    }

    /** In the warm-up, and again between the times in which messages are alone. */
    private PopulationBuilder sharedInTurns() {
        Duration before = plan.beginOfMedia().minus(plan.warmUp());
        return plan.closed()
                ? sharing.injectClosed(
                        constantConcurrentUsers(0).during(Chatting.STREAMS_OPEN),
                        constantConcurrentUsers(plan.atOnce()).during(plan.warmUp()),
                        constantConcurrentUsers(0).during(before),
                        constantConcurrentUsers(plan.atOnce()).during(plan.duration()))
                : sharing.injectOpen(
                        nothingFor(Chatting.STREAMS_OPEN),
                        constantUsersPerSec(plan.uploads()).during(plan.warmUp()),
                        nothingFor(before),
                        constantUsersPerSec(plan.uploads()).during(plan.duration()));
    }

    private Session composed(Session session) {
        long now = System.nanoTime();
        began.compareAndSet(0, now);
        return chatting.composed(session, nextMessage.getAndIncrement())
                .set("turn", plan.turn(Duration.ofNanos(now - began.get())));
    }

    private int taken(Session session) {
        String id = Chatting.messageId(session);
        if (!deliveries.hasArrived(id)) {
            return 0;
        }
        long nanos = deliveries.nanos(id);
        switch (turn(session)) {
            case ALONE -> alone.add(nanos);
            case BESIDE_MEDIA -> besideMedia.add(nanos);
            case NOT_COUNTED -> {}
        }
        return (int) Math.round(nanos / 1e6);
    }

    private static String named(Session session) {
        return switch (turn(session)) {
            case ALONE -> " (without media)";
            case BESIDE_MEDIA -> " (with media)";
            case NOT_COUNTED -> " (not counted)";
        };
    }

    private static Turn turn(Session session) {
        return Objects.requireNonNull(session.get("turn"));
    }

    private double ratio() {
        return new Figures(besideMedia).percentile(99) / new Figures(alone).percentile(99);
    }
}
