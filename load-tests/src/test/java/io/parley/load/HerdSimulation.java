package io.parley.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
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
import io.gatling.javaapi.http.SseConnectActionBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A herd of clients comes at once and resumes from the beginning, as they do when their gateway has died, while a few people talk. Fails
 * if one of the herd does not get in, if those who talk have to wait too long meanwhile, or if a message is lost, doubled or out of order.
 * {@link HerdPlan} has the settings.
 */
public class HerdSimulation extends Simulation {

    private static final Duration STAY = Duration.ofSeconds(2);
    private static final String BEFORE = "send → other side's stream, before";
    private static final String AFTER = "send → other side's stream, with the herd";

    private final HerdPlan plan = HerdPlan.fromProperties();
    private final SignUps signUps = new SignUps(plan.url());
    private final List<Pair> pairs = signUps.pairs(plan.pairs());
    private final List<String> herd = signUps.tokens(plan.users());
    private final Deliveries deliveries = new Deliveries(System::nanoTime);
    private final Chatting chatting = new Chatting(pairs, deliveries);
    private final AtomicInteger nextMessage = new AtomicInteger();
    private final AtomicInteger nextRehearsed = new AtomicInteger();
    private final AtomicInteger nextStream = new AtomicInteger();
    private final ConcurrentLinkedQueue<Long> before = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> after = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> opened = new ConcurrentLinkedQueue<>();
    private volatile long came = Long.MAX_VALUE;

    private final HttpProtocolBuilder protocol =
            http.baseUrl(plan.url().toString()).shareConnections().disableCaching();

    private final ScenarioBuilder rehearsing = scenario("the rehearsal")
            .exec(session -> session.set("token", herd.get(nextRehearsed.getAndIncrement() % herd.size())))
            .exec(resume())
            .pause(STAY)
            .exec(sse("leave").close());

    private final ScenarioBuilder coming = scenario("the herd")
            .exec(session -> {
                came = Math.min(came, System.nanoTime());
                return session.set("token", herd.get(nextStream.getAndIncrement() / plan.perUser()));
            })
            .exec(resume())
            .exec(session -> {
                opened.add(System.nanoTime() - came);
                return session;
            })
            .exec(asLongAs(session -> !isOver()).on(pause(Duration.ofMillis(500))))
            .exec(sse("leave").close());

    private final ScenarioBuilder talking = scenario("talking")
            .exec(session -> chatting.composed(session, nextMessage.getAndIncrement())
                    .set("name", System.nanoTime() < came ? BEFORE : AFTER))
            .exec(chatting.send("send", false))
            .exec(chatting.awaitDelivery())
            .exec(dummy(session -> session.getString("name"), this::taken)
                    .withSuccess(session -> deliveries.hasArrived(Chatting.messageId(session))));

    /** Sets the load up. */
    public HerdSimulation() {
        Duration talk = plan.calm().plus(plan.duration());
        Duration begin = Chatting.STREAMS_OPEN.plus(plan.rehearsal()).plus(STAY);
        setUp(
                        chatting.listening(begin.plus(talk)).injectOpen(atOnceUsers(plan.pairs())),
                        rehearsing.injectOpen(
                                nothingFor(Chatting.STREAMS_OPEN),
                                rampUsers(plan.rehearsed()).during(plan.rehearsal())),
                        coming.injectOpen(nothingFor(begin.plus(plan.calm())), atOnceUsers(plan.streams())),
                        talking.injectOpen(
                                nothingFor(begin),
                                constantUsersPerSec(plan.rate()).during(talk)),
                        chatting.closing()
                                .injectOpen(
                                        nothingFor(begin.plus(talk)),
                                        rampUsers(plan.pairs()).during(Chatting.CLOSING)))
                .protocols(protocol)
                .assertions(
                        global().failedRequests().count().is(0L),
                        details(AFTER).responseTime().percentile(99).lte(plan.slowest()));
    }

    /** Says what came of it. */
    @Override
    public void after() {
        System.out.printf(
                "a herd of %d streams of %d users; when they were in: %s%nbefore: %s%nwith the herd: %s%n%d lost, %d doubled, reordered or unknown%n",
                plan.streams(),
                plan.users(),
                new Figures(opened),
                new Figures(before),
                new Figures(after),
                deliveries.lost().size(),
                deliveries.faults().size());
        deliveries.faults().stream().limit(10).forEach(System.out::println);
    }

    private static SseConnectActionBuilder resume() {
        return sse("resume")
                .get("/v1/events")
                .header("Authorization", session -> "Bearer " + session.getString("token"))
                .header("Last-Event-ID", "0");
    }

    private boolean isOver() {
        return System.nanoTime() - came > plan.duration().toNanos();
    }

    private int taken(Session session) {
        String id = Chatting.messageId(session);
        if (!deliveries.hasArrived(id)) {
            return 0;
        }
        long nanos = deliveries.nanos(id);
        (AFTER.equals(session.getString("name")) ? after : before).add(nanos);
        return (int) Math.round(nanos / 1e6);
    }
}
