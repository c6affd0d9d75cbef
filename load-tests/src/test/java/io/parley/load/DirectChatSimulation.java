package io.parley.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pairs chat at a steady rate; measured is the time from just before a message is sent until it has come out of the other
 * side's stream. It fails if a message is lost, doubled or out of order, if a request fails, or if it takes too long.
 * {@link LoadPlan} has the settings.
 */
public class DirectChatSimulation extends Simulation {

    private static final String DELIVERY = "send → other side's stream";
    private static final Duration STREAMS_OPEN = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    private final LoadPlan plan = LoadPlan.fromProperties();
    private final List<Pair> pairs = new SignUps(plan.url()).pairs(plan.pairs());
    private final Deliveries deliveries = new Deliveries(System::nanoTime);
    private final ConcurrentLinkedQueue<Long> counted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger nextReceiver = new AtomicInteger();
    private final AtomicInteger nextMessage = new AtomicInteger();

    private final HttpProtocolBuilder protocol =
            http.baseUrl(plan.url().toString()).shareConnections().disableCaching();

    private final ScenarioBuilder listening = scenario("listening")
            .exec(session -> withPair(session, nextReceiver.getAndIncrement()))
            .exec(sse("open the stream")
                    .get("/v1/events")
                    .header(
                            "Authorization",
                            session -> "Bearer " + pair(session).receiverToken())
                    .header("Last-Event-ID", session -> pair(session).position())
                    .await(STREAMS_OPEN
                            .plus(plan.warmUp())
                            .plus(plan.duration())
                            .plus(PATIENCE))
                    .on(sse.checkMessage("stream brings all, once each, in order (whole run)")
                            .matching(bodyString()
                                    .transformWithSession(this::heardAll)
                                    .is(true))))
            .exec(sse("close the stream").close());

    private final ChainBuilder sayAndWait = exec(this::composed)
            .exec(http(session -> isCounted(session) ? "send" : "send (warm-up)")
                    .post(session -> "/v1/chats/" + pair(session).chatId() + "/messages")
                    .header(
                            "Authorization",
                            session -> "Bearer " + pair(session).senderToken())
                    .header("Content-Type", "application/json")
                    .body(StringBody(this::sending))
                    .check(status().is(201)))
            .exec(asLongAs(this::isUnderWay).on(pause(LOOK_AGAIN)))
            .exec(dummy(session -> isCounted(session) ? DELIVERY : DELIVERY + " (warm-up)", session ->
                            (int) Math.round(taken(session) / 1e6))
                    .withSuccess(session -> deliveries.hasArrived(messageId(session))));

    private final ScenarioBuilder talking = scenario("talking").exec(sayAndWait);

    /** Sets the load up. */
    public DirectChatSimulation() {
        Duration talk = plan.warmUp().plus(plan.duration());
        setUp(
                        listening.injectOpen(atOnceUsers(plan.pairs())),
                        talking.injectOpen(
                                nothingFor(STREAMS_OPEN),
                                constantUsersPerSec(plan.rate()).during(talk)))
                .protocols(protocol)
                .assertions(
                        global().failedRequests().count().is(0L),
                        details(DELIVERY).responseTime().percentile(50).lte(plan.median()),
                        details(DELIVERY).responseTime().percentile(99).lte(plan.slowest()));
    }

    /** Writes the figures to the nanosecond; Gatling's own are in whole milliseconds. */
    @Override
    public void after() {
        String report = "%s at %d messages/s, %d pairs%n%s%n%d lost, %d doubled, reordered or unknown%n"
                .formatted(
                        DELIVERY,
                        plan.rate(),
                        plan.pairs(),
                        new Figures(counted),
                        deliveries.lost().size(),
                        deliveries.faults().size());
        System.out.print(report);
        deliveries.faults().stream().limit(10).forEach(System.out::println);
        try {
            Files.createDirectories(plan.report().toAbsolutePath().getParent());
            Files.writeString(plan.report(), report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True with the last message of the pair, if all before it came as they should. */
    private Boolean heardAll(String event, Session session) {
        Pair pair = pair(session);
        long count = deliveries.heard(event);
        return count == plan.messagesOf(pair.number()) && deliveries.faults().isEmpty();
    }

    private Session composed(Session session) {
        int number = nextMessage.getAndIncrement();
        return withPair(session, number % plan.pairs())
                .set("number", number)
                .set("messageId", UUID.randomUUID().toString());
    }

    /** The body; the time starts with it, for it is asked for when the request is about to be written. */
    private String sending(Session session) {
        String messageId = messageId(session);
        deliveries.sending(messageId);
        return "{\"messageId\":\"%s\",\"text\":\"Message %d of a load test, of a usual length for a chat.\"}"
                .formatted(messageId, session.getInt("number"));
    }

    private boolean isUnderWay(Session session) {
        boolean patient = System.currentTimeMillis() - session.getLong("since") < PATIENCE.toMillis();
        return patient && !session.isFailed() && !deliveries.hasArrived(messageId(session));
    }

    private long taken(Session session) {
        if (!deliveries.hasArrived(messageId(session))) {
            return 0;
        }
        long nanos = deliveries.nanos(messageId(session));
        if (isCounted(session)) {
            counted.add(nanos);
        }
        return nanos;
    }

    private boolean isCounted(Session session) {
        return session.getInt("number") >= plan.messagesToWarmUp();
    }

    private Session withPair(Session session, int number) {
        return session.set("pair", pairs.get(number)).set("since", System.currentTimeMillis());
    }

    private static String messageId(Session session) {
        return String.valueOf(session.getString("messageId"));
    }

    private static Pair pair(Session session) {
        Pair pair = session.get("pair");
        if (pair == null) {
            throw new IllegalStateException("no pair in the session");
        }
        return pair;
    }
}
