package io.parley.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A group all of whose members listen while some talk. Open loop: messages at a rate. Closed loop: each sender sends when all have the
 * message before. It fails if a message is lost, doubled or out of order for any member, if a request fails, or, in the open loop, if
 * it takes too long until the last member has a message. {@link GroupPlan} has the settings. What all saw is written down, for a check
 * of its own ({@link HistoryWriter}).
 */
public class GroupSimulation extends Simulation {

    private static final String DELIVERY = "send → last member's stream";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);
    private static final int OPENED_PER_SECOND = 100;

    private final GroupPlan plan = GroupPlan.fromProperties();
    private final Group group = new SignUps(plan.url()).group(plan.size());
    private final GroupDeliveries deliveries = new GroupDeliveries(plan.size(), System::nanoTime);
    private final HistoryWriter history = HistoryWriter.of("group");
    private final ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger nextMember = new AtomicInteger();
    private final AtomicInteger nextMessage = new AtomicInteger();
    private final Duration opening = Duration.ofSeconds(2 + plan.size() / OPENED_PER_SECOND);
    private volatile @Nullable String last;
    private volatile long lastBegan;

    private final HttpProtocolBuilder protocol =
            http.baseUrl(plan.url().toString()).shareConnections().disableCaching();

    private final ScenarioBuilder listening = scenario("listening")
            .exec(session -> session.set("member", nextMember.getAndIncrement()))
            .exec(sse("open the stream")
                    .get("/v1/events")
                    .header(
                            "Authorization",
                            session -> "Bearer " + member(session, "member").token())
                    .header("Last-Event-ID", group.position())
                    .await(opening.plus(plan.duration()).plus(SETTLING).plus(PATIENCE))
                    .on(sse.checkMessage("all, once each, in order (whole run)")
                            .matching(bodyString()
                                    .transformWithSession((event, session) -> heard(session.getInt("member"), event))
                                    .is(true))))
            .exec(sse("close the stream").close());

    private final ScenarioBuilder talking = said("talking", "send", DELIVERY, this::composed);

    /** The last message, by which each stream knows that it has heard all. */
    private final ScenarioBuilder closing = said("closing", "say the last", "the last one comes", session -> {
                Session composed = composed(session);
                lastBegan = System.nanoTime();
                last = messageId(composed);
                return composed;
            })
            .exec(new ReadBack(history).twice(session -> member(session, "sender"), session -> group.chatId()));

    /** Sets the load up. */
    public GroupSimulation() {
        setUp(
                        listening.injectOpen(rampUsers(plan.size()).during(opening.minusSeconds(1))),
                        injected(),
                        closing.injectOpen(
                                nothingFor(opening.plus(plan.duration()).plus(SETTLING)), atOnceUsers(1)))
                .protocols(protocol)
                .assertions(assertions());
    }

    private PopulationBuilder injected() {
        return plan.closed()
                ? talking.injectClosed(
                        constantConcurrentUsers(0).during(opening),
                        constantConcurrentUsers(plan.senders()).during(plan.duration()))
                : talking.injectOpen(
                        nothingFor(opening), constantUsersPerSec(plan.rate()).during(plan.duration()));
    }

    private Assertion[] assertions() {
        List<Assertion> assertions = new ArrayList<>();
        assertions.add(global().failedRequests().count().is(0L));
        if (!plan.closed()) {
            assertions.add(details(DELIVERY).responseTime().percentile(50).lte(plan.median()));
            assertions.add(details(DELIVERY).responseTime().percentile(99).lte(plan.slowest()));
        }
        return assertions.toArray(Assertion[]::new);
    }

    /** Says what came of it. */
    @Override
    public void after() {
        if (last != null) {
            group.members().forEach(member -> history.listened(member, group.chatId(), lastBegan));
        }
        history.close();
        System.out.printf(
                "%s, a group of %d%n%.0f deliveries/s%n%s%n%d lost, %d doubled, reordered or unknown%n",
                plan.closed() ? "closed loop" : "open loop, " + plan.rate() + " messages/s",
                plan.size(),
                deliveries.deliveries() / (double) plan.duration().toSeconds(),
                DELIVERY + ": " + new Figures(taken),
                deliveries.lost().size(),
                deliveries.faults().size());
        deliveries.faults().stream().limit(10).forEach(System.out::println);
    }

    private ScenarioBuilder said(String name, String request, String delivery, Function<Session, Session> composed) {
        return scenario(name)
                .exec(composed)
                .exec(this::begun)
                .exec(http(request)
                        .post("/v1/chats/" + group.chatId() + "/messages")
                        .header(
                                "Authorization",
                                session -> "Bearer " + member(session, "sender").token())
                        .header("Content-Type", "application/json")
                        .body(StringBody(this::body))
                        .check(
                                status().is(201).saveAs("status"),
                                jsonPath("$.sequence").ofLong().saveAs("sequence")))
                .exec(this::noted)
                .exec(session -> session.set("since", System.nanoTime()))
                .exec(asLongAs(this::waits).on(pause(LOOK_AGAIN)))
                .exec(dummy(delivery, this::millis).withSuccess(session -> deliveries.isComplete(messageId(session))));
    }

    private Account member(Session session, String attribute) {
        return group.members().get(session.getInt(attribute));
    }

    private Session begun(Session session) {
        return session.set(
                "sending",
                history.begins(
                        "send", member(session, "sender"), group.chatId(), Map.of("messageId", messageId(session))));
    }

    private Session noted(Session session) {
        HistoryWriter.Doing sending = session.get("sending");
        if (sending != null) {
            boolean accepted = session.contains("status") && session.contains("sequence");
            history.ended(sending, accepted ? 201 : 0, accepted ? Long.valueOf(session.getLong("sequence")) : null);
        }
        return session;
    }

    private boolean heard(int member, String event) {
        history.heard(group.members().get(member), event);
        deliveries.heard(member, event);
        String lastId = last;
        return lastId != null && event.contains(lastId) && deliveries.faults().isEmpty();
    }

    private Session composed(Session session) {
        int number = nextMessage.getAndIncrement();
        return session.set("number", number)
                .set("sender", number % plan.senders())
                .set("messageId", UUID.randomUUID().toString());
    }

    private static String messageId(Session session) {
        return String.valueOf(session.getString("messageId"));
    }

    private String body(Session session) {
        String messageId = messageId(session);
        deliveries.sending(messageId);
        return "{\"messageId\":\"%s\",\"text\":\"Message %d of a load test, of a usual length for a chat.\"}"
                .formatted(messageId, session.getInt("number"));
    }

    private boolean waits(Session session) {
        return !session.isFailed()
                && !deliveries.isComplete(messageId(session))
                && System.nanoTime() - session.getLong("since") < PATIENCE.toNanos();
    }

    private int millis(Session session) {
        String messageId = messageId(session);
        if (!deliveries.isComplete(messageId)) {
            return 0;
        }
        taken.add(deliveries.nanos(messageId));
        return (int) Math.round(deliveries.nanos(messageId) / 1e6);
    }
}
