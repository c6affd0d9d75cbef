package io.parley.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bursts upon a steady rate. A server may refuse what is too much, if it says when to come again; what it takes must come to the
 * other side once and in order, however much it is. Times are told, not judged. {@link BurstPlan} has the settings.
 */
public class BurstSimulation extends Simulation {

    private static final String DELIVERY = "send → other side's stream";

    private final BurstPlan plan = BurstPlan.fromProperties();
    private final List<Pair> pairs = new SignUps(plan.url()).pairs(plan.pairs());
    private final Deliveries deliveries = new Deliveries(System::nanoTime);
    private final Chatting chatting = new Chatting(pairs, deliveries);
    private final AtomicInteger nextMessage = new AtomicInteger();
    private final AtomicLong began = new AtomicLong();
    private final Phase calm = new Phase("calm");
    private final Phase burst = new Phase("burst");

    private final HttpProtocolBuilder protocol =
            http.baseUrl(plan.url().toString()).shareConnections().disableCaching();

    private final ScenarioBuilder talking = scenario("talking")
            .exec(this::composed)
            .exec(chatting.send("send", true))
            .exec(doIf(Chatting::isAccepted)
                    .then(chatting.awaitDelivery()
                            .exec(dummy(session -> DELIVERY + " (" + phase(session).name + ")", this::taken)
                                    .withSuccess(session -> deliveries.hasArrived(Chatting.messageId(session))))))
            .exec(this::counted);

    /** Sets the load up. */
    public BurstSimulation() {
        setUp(
                        chatting.listening(plan.whole().plus(Chatting.PATIENCE)).injectOpen(atOnceUsers(plan.pairs())),
                        talking.injectOpen(steps()),
                        chatting.closing()
                                .injectOpen(
                                        nothingFor(Chatting.STREAMS_OPEN
                                                .plus(plan.whole())
                                                .plus(Chatting.PATIENCE)),
                                        rampUsers(plan.pairs()).during(Chatting.CLOSING)))
                .protocols(protocol)
                .assertions(global().failedRequests().count().is(0L));
    }

    /** Says what came of it. */
    @Override
    public void after() {
        System.out.printf(
                "calm: %d/s sent%n%s%nbursts of %d s: %d/s sent%n%s%n%d lost of %d accepted, %d doubled, reordered or unknown%n",
                plan.rate(),
                calm.line(plan.calm().multipliedBy(plan.bursts() + 1L)),
                plan.burst().toSeconds(),
                plan.rate() * plan.factor(),
                burst.line(plan.burst().multipliedBy(plan.bursts())),
                deliveries.lostOfAccepted().size(),
                deliveries.accepted(),
                deliveries.faults().size());
        deliveries.faults().stream().limit(10).forEach(System.out::println);
    }

    private OpenInjectionStep[] steps() {
        List<OpenInjectionStep> steps = new ArrayList<>();
        steps.add(nothingFor(Chatting.STREAMS_OPEN));
        for (int i = 0; i < plan.bursts(); i++) {
            steps.add(constantUsersPerSec(plan.rate()).during(plan.calm()));
            steps.add(constantUsersPerSec((double) plan.rate() * plan.factor()).during(plan.burst()));
        }
        steps.add(constantUsersPerSec(plan.rate()).during(plan.calm()));
        return steps.toArray(OpenInjectionStep[]::new);
    }

    private Session composed(Session session) {
        long now = System.nanoTime();
        began.compareAndSet(0, now);
        boolean inBurst = plan.isBurst(Duration.ofNanos(now - began.get()));
        return chatting.composed(session, nextMessage.getAndIncrement()).set("burst", inBurst);
    }

    private int taken(Session session) {
        String id = Chatting.messageId(session);
        if (!deliveries.hasArrived(id)) {
            return 0;
        }
        long nanos = deliveries.nanos(id);
        phase(session).nanos.add(nanos);
        return (int) Math.round(nanos / 1e6);
    }

    private Session counted(Session session) {
        if (!Chatting.isAccepted(session)) {
            phase(session).refused.incrementAndGet();
        }
        return session;
    }

    private Phase phase(Session session) {
        return session.getBoolean("burst") ? burst : calm;
    }

    private static final class Phase {

        private final String name;
        private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
        private final AtomicInteger refused = new AtomicInteger();

        Phase(String name) {
            this.name = name;
        }

        String line(Duration duration) {
            Figures figures = new Figures(nanos);
            return "%.0f/s accepted and delivered, %d refused; %s"
                    .formatted(figures.count() / (double) duration.toSeconds(), refused.get(), figures);
        }
    }
}
