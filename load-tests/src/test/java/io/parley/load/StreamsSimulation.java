package io.parley.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many idle streams, and a trickle of messages between a few pairs. Fails if a stream is refused or cut, or if a message is lost,
 * doubled or out of order. {@link StreamsPlan} has the settings.
 */
public class StreamsSimulation extends Simulation {

    private static final String DELIVERY = "send → other side's stream";

    private final StreamsPlan plan = StreamsPlan.fromProperties();
    private final SignUps signUps = new SignUps(plan.url());
    private final List<Pair> pairs = signUps.pairs(plan.pairs());
    private final List<String> idlers = signUps.tokens(plan.idleUsers());
    private final Deliveries deliveries = new Deliveries(System::nanoTime);
    private final Chatting chatting = new Chatting(pairs, deliveries);
    private final AtomicInteger nextMessage = new AtomicInteger();
    private final AtomicInteger nextStream = new AtomicInteger();
    private final ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();
    private final long began = System.nanoTime();

    private final HttpProtocolBuilder protocol =
            http.baseUrl(plan.url().toString()).shareConnections().disableCaching();

    private final ScenarioBuilder idle = scenario("idle")
            .exec(sse("open an idle stream").get("/v1/events").header("Authorization", this::nextIdler))
            .exec(pause(session -> untilClosed()))
            .exec(sse("close an idle stream").close());

    private final ScenarioBuilder talking = scenario("talking")
            .exec(session -> chatting.composed(session, nextMessage.getAndIncrement()))
            .exec(chatting.send("send", false))
            .exec(chatting.awaitDelivery())
            .exec(dummy(DELIVERY, this::taken)
                    .withSuccess(session -> deliveries.hasArrived(Chatting.messageId(session))));

    /** Sets the load up. */
    public StreamsSimulation() {
        Duration talk = plan.opening().plus(plan.duration());
        setUp(
                        chatting.listening(talk).injectOpen(atOnceUsers(plan.pairs())),
                        idle.injectOpen(
                                nothingFor(Chatting.STREAMS_OPEN),
                                rampUsers(plan.streams()).during(plan.opening())),
                        talking.injectOpen(
                                nothingFor(Chatting.STREAMS_OPEN.plus(plan.opening())),
                                constantUsersPerSec(plan.rate()).during(plan.duration())),
                        chatting.closing()
                                .injectOpen(
                                        nothingFor(Chatting.STREAMS_OPEN.plus(talk)),
                                        rampUsers(plan.pairs()).during(Chatting.CLOSING)))
                .protocols(protocol)
                .assertions(global().failedRequests().count().is(0L));
    }

    /** Says what came of it. */
    @Override
    public void after() {
        System.out.printf(
                "with %d idle streams of %d users:%n%s%n%d lost, %d doubled, reordered or unknown%n",
                plan.streams(),
                plan.idleUsers(),
                new Figures(taken),
                deliveries.lost().size(),
                deliveries.faults().size());
        deliveries.faults().stream().limit(10).forEach(System.out::println);
    }

    private String nextIdler(Session session) {
        return "Bearer " + idlers.get(nextStream.getAndIncrement() / plan.perUser());
    }

    /** They are open until all who talk have done so; the streams are then closed a little apart. */
    private Duration untilClosed() {
        Duration whole =
                Chatting.STREAMS_OPEN.plus(plan.opening()).plus(plan.duration()).plus(Chatting.CLOSING);
        Duration left = whole.minusNanos(System.nanoTime() - began);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private int taken(Session session) {
        String id = Chatting.messageId(session);
        if (!deliveries.hasArrived(id)) {
            return 0;
        }
        taken.add(deliveries.nanos(id));
        return (int) Math.round(deliveries.nanos(id) / 1e6);
    }
}
