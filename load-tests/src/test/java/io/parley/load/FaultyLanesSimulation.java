package io.parley.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.parley.load.FaultyLanesPlan.Turn;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Groups of a server that lets each message fail some times for one of so many lanes. The same people talk at the same rate in groups
 * without such lanes, in groups with some, and again without. It fails if a message is lost, doubled or out of order for anybody, or if
 * the other lanes' half of the messages take too many times as long as without. {@link FaultyLanesPlan} has the settings.
 */
public class FaultyLanesSimulation extends Simulation {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final int OPENED_PER_SECOND = 100;

    private final FaultyLanesPlan plan = FaultyLanesPlan.fromProperties();
    private final SignUps.Circle people = new SignUps(plan.url()).circle(plan.size());
    private final LaneGroups groups = LaneGroups.open(plan, people::openGroup);
    private final LaneDeliveries deliveries = new LaneDeliveries(plan.size(), System::nanoTime);
    private final AtomicInteger nextMember = new AtomicInteger();
    private final AtomicInteger nextMessage = new AtomicInteger();
    private final Duration opening = Duration.ofSeconds(2 + plan.size() / OPENED_PER_SECOND);
    private final Duration talk =
            plan.warmUp().plus(plan.duration().multipliedBy(3)).plus(SETTLING.multipliedBy(2));
    private volatile @Nullable String last;

    private final HttpProtocolBuilder protocol =
            http.baseUrl(plan.url().toString()).shareConnections().disableCaching();

    private final ScenarioBuilder listening = scenario("listening")
            .exec(session -> session.set("member", nextMember.getAndIncrement()))
            .exec(sse("open the stream")
                    .get("/v1/events")
                    .header("Authorization", session -> "Bearer " + people.token(session.getInt("member")))
                    .header("Last-Event-ID", people.position())
                    .await(opening.plus(talk).plus(PATIENCE.multipliedBy(2)))
                    .on(sse.checkMessage("all, once each, in order (whole run)")
                            .matching(bodyString()
                                    .transformWithSession((event, session) -> heard(session.getInt("member"), event))
                                    .is(true))))
            .exec(sse("close the stream").close());

    private final ScenarioBuilder talking = scenario("talking").exec(send("send", this::composed));

    /** When all have all, one more message, by which each stream knows it. */
    private final ScenarioBuilder closing = scenario("closing")
            .exec(session -> session.set("since", System.nanoTime()))
            .exec(asLongAs(this::isToWait).on(pause(Duration.ofMillis(50))))
            .exec(dummy("everybody has everything", 0).withSuccess(session -> deliveries.incomplete() == 0))
            .exec(dummy("others are not much slower", 0)
                    .withSuccess(session -> deliveries.ratio() * 100 <= plan.ratio()))
            .exec(send("say the last", this::composedLast));

    /** Sets the load up. */
    public FaultyLanesSimulation() {
        setUp(
                        listening.injectOpen(rampUsers(plan.size()).during(opening.minusSeconds(1))),
                        talking.injectOpen(
                                nothingFor(opening),
                                constantUsersPerSec(plan.rate()).during(plan.warmUp()),
                                nothingFor(SETTLING),
                                constantUsersPerSec(plan.rate()).during(plan.duration()),
                                constantUsersPerSec(plan.rate()).during(plan.duration()),
                                nothingFor(SETTLING),
                                constantUsersPerSec(plan.rate()).during(plan.duration())),
                        closing.injectOpen(nothingFor(opening.plus(talk)), atOnceUsers(1)))
                .protocols(protocol)
                .assertions(global().failedRequests().count().is(0L));
    }

    /** Says what came of it. */
    @Override
    public void after() {
        System.out.printf(
                "%d groups of %d, %d of their %d lanes fail; %d messages/s; send → last member of a lane%n",
                plan.groups(), plan.size(), plan.failingLanes(), plan.groups() * plan.lanes(), plan.rate());
        System.out.printf("no lane fails:     %s%n", deliveries.calm());
        System.out.printf("the other lanes:   %s%n", deliveries.others());
        System.out.printf("lanes that fail:   %s%n", deliveries.failing());
        System.out.printf(
                "p50 of the others is %.2f times that without failing lanes (allowed: %.2f)%n",
                deliveries.ratio(), plan.ratio() / 100.0);
        System.out.printf(
                "%d lost, %d doubled, reordered or unknown%n",
                deliveries.incomplete(), deliveries.faults().size());
        deliveries.faults().stream().limit(10).forEach(System.out::println);
    }

    private ChainBuilder send(String request, Function<Session, Session> composed) {
        return exec(composed)
                .exec(http(request)
                        .post(session -> "/v1/chats/" + session.getString("chatId") + "/messages")
                        .header("Authorization", session -> "Bearer " + people.token(session.getInt("sender")))
                        .header("Content-Type", "application/json")
                        .body(StringBody(this::body))
                        .check(status().is(201)))
                .exec(this::refusedIfFailed);
    }

    private Session refusedIfFailed(Session session) {
        if (session.isFailed()) {
            deliveries.refused(messageId(session));
        }
        return session;
    }

    private boolean heard(int member, String event) {
        deliveries.heard(member, event);
        String lastId = last;
        return lastId != null && event.contains(lastId) && deliveries.faults().isEmpty();
    }

    private Session composed(Session session) {
        int number = nextMessage.getAndIncrement();
        return composed(session, number, plan.turn(number));
    }

    private Session composedLast(Session session) {
        Session composed = composed(session, 0, Turn.CALM);
        last = messageId(composed);
        return composed;
    }

    private Session composed(Session session, int number, Turn turn) {
        LaneGroup group = groups.at(turn, number);
        return session.set("group", group)
                .set("chatId", group.chatId())
                .set("turn", turn)
                .set("sender", number % plan.senders())
                .set("messageId", UUID.randomUUID().toString());
    }

    private static String messageId(Session session) {
        return String.valueOf(session.getString("messageId"));
    }

    private String body(Session session) {
        LaneGroup group = Objects.requireNonNull(session.get("group"));
        Turn turn = Objects.requireNonNull(session.get("turn"));
        deliveries.sending(messageId(session), group, turn);
        return "{\"messageId\":\"%s\",\"text\":\"A message of a load test, of a usual length for a chat.\"}"
                .formatted(messageId(session));
    }

    private boolean isToWait(Session session) {
        return deliveries.incomplete() > 0 && System.nanoTime() - session.getLong("since") < PATIENCE.toNanos();
    }
}
