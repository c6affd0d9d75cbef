package io.parley.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.doSwitch;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.onCase;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import io.parley.load.Timeline.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ten times as many requests of all classes as the server can do messages, for a minute, and then calm again, all after a rehearsal. What matters least is to be
 * refused, visibly and with a time to come again, and messages are to go on: it fails if one of the {@link Verdict}'s sentences is not so.
 * {@link OverloadPlan} has the settings.
 */
public class OverloadSimulation extends Simulation {

    private static final int PEAK_PAIRS = 16;
    private static final List<Integer> AT_ONCE = List.of(2, 4, 8, 32);

    /** Of ten requests. */
    private static final List<Work> MIX = List.of(
            Work.MESSAGE,
            Work.PRESENCE,
            Work.MESSAGE,
            Work.TYPING,
            Work.RECEIPT,
            Work.MESSAGE,
            Work.HISTORY,
            Work.TYPING,
            Work.MESSAGE,
            Work.PRESENCE);

    private final OverloadPlan plan = OverloadPlan.fromProperties();
    private final SignUps signUps = new SignUps(plan.url());
    private final List<Pair> pairs = signUps.pairs(plan.pairs());
    private final double peak =
            new Peak(plan.url(), signUps.pairs(PEAK_PAIRS)).measure(AT_ONCE, plan.warmUp(), plan.peak());
    private final Deliveries deliveries = new Deliveries(System::nanoTime);
    private final Chatting chatting = new Chatting(pairs, deliveries);
    private final Timeline timeline = new Timeline(plan.whole());
    private final LevelWatch levels = new LevelWatch(plan.url(), timeline::level);
    private final Verdict verdict = new Verdict(plan, peak, timeline, levels, deliveries);
    private final Set<Integer> talked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private volatile long began; // 0 in the rehearsal

    private final HttpProtocolBuilder protocol =
            http.baseUrl(plan.url().toString()).shareConnections().disableCaching();

    private final ScenarioBuilder mixed = scenario("all kinds of work")
            .exec(this::composed)
            .exec(doSwitch(session -> session.getString("work"))
                    .on(
                            onCase(Work.MESSAGE.name()).then(chatting.send("send", true)),
                            onCase(Work.RECEIPT.name()).then(asked(acknowledge())),
                            onCase(Work.HISTORY.name()).then(asked(read())),
                            onCase(Work.PRESENCE.name()).then(asked(active())),
                            onCase(Work.TYPING.name()).then(asked(type()))))
            .exec(this::answered);

    /** Sets the load up. */
    public OverloadSimulation() {
        System.out.printf("It can do %.0f messages/s; %.0f requests/s will come.%n", peak, peak * plan.factor());
        double little = Math.max(1, peak / 10);
        double much = peak * plan.factor();
        Duration begin = Chatting.STREAMS_OPEN.plus(plan.rehearsal());
        Duration whole = begin.plus(plan.whole());
        setUp(
                        chatting.listening(plan.rehearsal().plus(plan.whole()).plus(Chatting.PATIENCE))
                                .injectOpen(atOnceUsers(plan.pairs())),
                        mixed.injectOpen(
                                nothingFor(Chatting.STREAMS_OPEN),
                                constantUsersPerSec(much).during(plan.rehearsal()),
                                constantUsersPerSec(little).during(plan.calm()),
                                constantUsersPerSec(much).during(plan.duration()),
                                constantUsersPerSec(little).during(plan.recovery())),
                        watching().injectOpen(nothingFor(begin), atOnceUsers(1)),
                        chatting.closing()
                                .injectOpen(
                                        nothingFor(whole),
                                        rampUsers(plan.pairs()).during(Chatting.CLOSING)),
                        judging()
                                .injectOpen(
                                        nothingFor(whole.plus(Chatting.CLOSING).plus(Chatting.PATIENCE)),
                                        atOnceUsers(1)))
                .protocols(protocol)
                .assertions(global().failedRequests().count().is(0L));
    }

    private ScenarioBuilder watching() {
        return scenario("watching the level").exec(session -> {
            began = System.nanoTime();
            levels.start();
            return session;
        });
    }

    private ScenarioBuilder judging() {
        ChainBuilder sentences = exec(session -> session);
        for (Verdict.Sentence sentence : verdict.sentences()) {
            sentences = sentences.exec(dummy(sentence.says(), session -> 0)
                    .withSuccess(session -> sentence.holds().getAsBoolean()));
        }
        return scenario("judging").exec(sentences);
    }

    private Session composed(Session session) {
        int number = next.getAndIncrement();
        return chatting.composed(session, number)
                .set("work", work(number).name())
                .set("began", System.nanoTime());
    }

    /** Each pair has all kinds in turn. Nobody acknowledges before there is a message to acknowledge. */
    private Work work(int number) {
        int round = number / pairs.size();
        Work work = MIX.get((number + round) % MIX.size());
        boolean early = work == Work.RECEIPT && !talked.contains(number % pairs.size());
        return early ? Work.MESSAGE : work;
    }

    private Session answered(Session session) {
        Duration at = Duration.ofNanos(Math.max(0, session.getLong("began") - began));
        int code = session.contains("status") ? session.getInt("status") : 0;
        if (code == 201) {
            talked.add(Chatting.pair(session).number());
        }
        if (began != 0) {
            timeline.answered(
                    Work.valueOf(session.getString("work")), code, at, System.nanoTime() - session.getLong("began"));
        }
        return session;
    }

    /** Refusals are no faults if they say when to come again. */
    private static ChainBuilder asked(HttpRequestActionBuilder request) {
        return exec(request.check(status().in(200, 202, 204, 429, 503).saveAs("status"))
                .checkIf((response, session) -> response.status().code() > 204)
                .then(header("Retry-After").exists()));
    }

    private static HttpRequestActionBuilder acknowledge() {
        return asReceiver(http("acknowledge").post("/v1/receipts"))
                .header("Content-Type", "application/json")
                .body(StringBody(session -> "{\"receipts\":[{\"chatId\":\"%s\",\"delivered\":1}]}"
                        .formatted(Chatting.pair(session).chatId())));
    }

    private static HttpRequestActionBuilder read() {
        return asReceiver(http("read")
                .get(session -> session.getInt("number") % 20 < 10
                        ? "/v1/chats"
                        : "/v1/chats/" + Chatting.pair(session).chatId() + "/messages?limit=20"));
    }

    private static HttpRequestActionBuilder active() {
        return asReceiver(http("be active").put("/v1/presence"))
                .header("Content-Type", "application/json")
                .body(StringBody("{\"activity\":\"user\"}"));
    }

    private static HttpRequestActionBuilder type() {
        return asReceiver(http("type")
                .post(session -> "/v1/chats/" + Chatting.pair(session).chatId() + "/typing"));
    }

    private static HttpRequestActionBuilder asReceiver(HttpRequestActionBuilder request) {
        return request.header(
                "Authorization", session -> "Bearer " + Chatting.pair(session).receiverToken());
    }

    /** Writes the figures and the plot. */
    @Override
    public void after() {
        levels.close();
        String report = verdict.report();
        System.out.print(report);
        deliveries.faults().stream().limit(10).forEach(System.out::println);
        Path plot = plan.report()
                .resolveSibling(plan.report().getFileName().toString().replaceFirst("\\.\\w+$", "") + ".svg");
        try {
            Files.createDirectories(plan.report().toAbsolutePath().getParent());
            Files.writeString(plan.report(), report);
            Files.writeString(plot, TimelinePlot.of(timeline, plan, peak));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println("The plot is in " + plot);
    }
}
