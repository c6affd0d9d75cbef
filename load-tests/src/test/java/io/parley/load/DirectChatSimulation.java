package io.parley.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Pairs chat in whole cycles: a message is sent, comes out of the other side's stream, is acknowledged as delivered and then as read,
 * and each acknowledgement comes out of the sender's stream. Open loop: messages at a rate, whatever becomes of the earlier ones.
 * Closed loop: as many cycles at once as there are pairs. It fails if a message is lost, doubled or out of order, if a receipt goes
 * back or does not come, if a request fails, or, in the open loop, if a message takes too long. {@link LoadPlan} has the settings.
 * What both sides saw is written down, for a check of its own ({@link HistoryWriter}).
 */
public class DirectChatSimulation extends Simulation {

    private static final String DELIVERY = "send → other side's stream";
    private static final String CYCLE = "sent, delivered and read";

    private final LoadPlan plan = LoadPlan.fromProperties();
    private final List<Pair> pairs = new SignUps(plan.url()).pairs(plan.pairs());
    private final Deliveries deliveries = new Deliveries(System::nanoTime);
    private final Receipts receipts = new Receipts();
    private final HistoryWriter history = HistoryWriter.of("direct");
    private final Chatting chatting = new Chatting(pairs, deliveries, history);
    private final ConcurrentLinkedQueue<Long> delivered = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> cycles = new ConcurrentLinkedQueue<>();
    private final AtomicInteger nextMessage = new AtomicInteger();
    private final long warm =
            System.nanoTime() + Chatting.STREAMS_OPEN.plus(plan.warmUp()).toNanos();

    private final HttpProtocolBuilder protocol =
            http.baseUrl(plan.url().toString()).shareConnections().disableCaching();

    private final ScenarioBuilder talking = scenario("talking")
            .exec(session ->
                    chatting.composed(session, nextMessage.getAndIncrement()).set("began", System.nanoTime()))
            .exec(chatting.send("send", false))
            .exec(chatting.awaitDelivery())
            .exec(dummy(session -> named(DELIVERY, session), this::deliveryMillis)
                    .withSuccess(session -> deliveries.hasArrived(Chatting.messageId(session))))
            .exec(acknowledge("delivered"))
            .exec(chatting.await(session -> receipts.hasDelivered(chatId(session), sequence(session))))
            .exec(acknowledge("read"))
            .exec(chatting.await(session -> receipts.hasRead(chatId(session), sequence(session))))
            .exec(dummy(session -> named(CYCLE, session), this::cycleMillis)
                    .withSuccess(session -> receipts.hasRead(chatId(session), sequence(session))
                            && receipts.faults().isEmpty()));

    /** Sets the load up. */
    public DirectChatSimulation() {
        Duration talk = plan.warmUp().plus(plan.duration());
        Duration patient = talk.plus(Chatting.PATIENCE);
        setUp(
                        chatting.listening(patient).injectOpen(atOnceUsers(plan.pairs())),
                        hearingReceipts(patient).injectOpen(atOnceUsers(plan.pairs())),
                        injected(talk),
                        chatting.closing()
                                .exec(new ReadBack(history)
                                        .twice(
                                                session ->
                                                        Chatting.pair(session).sender(),
                                                DirectChatSimulation::chatId))
                                .injectOpen(
                                        nothingFor(Chatting.STREAMS_OPEN.plus(patient)),
                                        rampUsers(plan.pairs()).during(Chatting.CLOSING)))
                .protocols(protocol)
                .assertions(assertions());
    }

    /** Writes the figures to the nanosecond; Gatling's own are in whole milliseconds. */
    @Override
    public void after() {
        chatting.endHistory();
        String report =
                "%s, %s, %d pairs%n%s%n%s%n%d lost, %d doubled, reordered or unknown, %d receipts that went back%n"
                        .formatted(
                                plan.closed() ? "closed loop" : "open loop, " + plan.rate() + " messages/s",
                                "%.0f whole cycles/s"
                                        .formatted(cycles.size()
                                                / (double) plan.duration().toSeconds()),
                                plan.pairs(),
                                DELIVERY + ": " + new Figures(delivered),
                                CYCLE + ": " + new Figures(cycles),
                                deliveries.lost().size(),
                                deliveries.faults().size(),
                                receipts.faults().size());
        System.out.print(report);
        deliveries.faults().stream().limit(10).forEach(System.out::println);
        receipts.faults().stream().limit(10).forEach(System.out::println);
        try {
            Files.createDirectories(plan.report().toAbsolutePath().getParent());
            Files.writeString(plan.report(), report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PopulationBuilder injected(Duration talk) {
        return plan.closed()
                ? talking.injectClosed(
                        constantConcurrentUsers(0).during(Chatting.STREAMS_OPEN),
                        constantConcurrentUsers(plan.pairs()).during(talk))
                : talking.injectOpen(
                        nothingFor(Chatting.STREAMS_OPEN),
                        constantUsersPerSec(plan.rate()).during(talk));
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

    /** The senders' streams, which also bring their own messages: the last of them tells that all is over. */
    private ScenarioBuilder hearingReceipts(Duration talk) {
        Duration whole = Chatting.STREAMS_OPEN.plus(talk).plus(Chatting.CLOSING).plus(Chatting.PATIENCE);
        return chatting.stream("hearing receipts", new AtomicInteger(), Pair::sender, whole, (event, pair) -> {
            receipts.heard(event);
            return chatting.isLast(event, pair);
        });
    }

    private ChainBuilder acknowledge(String mark) {
        return exec(session -> session.remove("acknowledged")
                        .set(
                                "acknowledging",
                                history.begins(
                                        "acknowledge",
                                        Chatting.pair(session).receiver(),
                                        chatId(session),
                                        Map.of(mark, sequence(session)))))
                .exec(http("acknowledge: " + mark)
                        .post("/v1/receipts")
                        .header(
                                "Authorization",
                                session -> "Bearer " + Chatting.pair(session).receiverToken())
                        .header("Content-Type", "application/json")
                        .body(StringBody(session -> "{\"receipts\":[{\"chatId\":\"%s\",\"%s\":%d}]}"
                                .formatted(chatId(session), mark, sequence(session))))
                        .check(status().is(204).saveAs("acknowledged")))
                .exec(this::acknowledged);
    }

    private Session acknowledged(Session session) {
        HistoryWriter.Doing acknowledging = session.get("acknowledging");
        if (acknowledging != null) {
            history.ended(acknowledging, session.contains("acknowledged") ? 204 : 0, null);
        }
        return session;
    }

    private int deliveryMillis(Session session) {
        String id = Chatting.messageId(session);
        return deliveries.hasArrived(id) ? millis(deliveries.nanos(id), delivered, session) : 0;
    }

    private int cycleMillis(Session session) {
        return millis(System.nanoTime() - session.getLong("began"), cycles, session);
    }

    private int millis(long nanos, ConcurrentLinkedQueue<Long> figures, Session session) {
        if (isCounted(session)) {
            figures.add(nanos);
        }
        return (int) Math.round(nanos / 1e6);
    }

    private boolean isCounted(Session session) {
        return session.getLong("began") >= warm;
    }

    private String named(String name, Session session) {
        return isCounted(session) ? name : name + " (warm-up)";
    }

    private static String chatId(Session session) {
        return Chatting.pair(session).chatId();
    }

    private static long sequence(Session session) {
        return session.getLong("sequence");
    }
}
