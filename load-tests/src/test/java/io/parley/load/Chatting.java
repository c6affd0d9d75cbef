package io.parley.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.dummy;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What all simulations are made of: streams that are listened to, messages that are sent, and a last message of each pair by which
 * its stream knows that it has heard all.
 */
final class Chatting {

    /** How long the streams have to open before anybody talks. */
    static final Duration STREAMS_OPEN = Duration.ofSeconds(3);

    /** How long a message, or a receipt, may be under way. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /** In which the pairs say their last. */
    static final Duration CLOSING = Duration.ofSeconds(5);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int CREATED = 201;

    private final List<Pair> pairs;
    private final Deliveries deliveries;
    private final HistoryWriter history;
    private final Map<Integer, String> last = new ConcurrentHashMap<>();
    private final Map<Integer, Long> lastBegan = new ConcurrentHashMap<>();
    private final AtomicInteger nextReceiver = new AtomicInteger();
    private final AtomicInteger nextToClose = new AtomicInteger();

    Chatting(List<Pair> pairs, Deliveries deliveries) {
        this(pairs, deliveries, HistoryWriter.none());
    }

    /** With a history of what the pairs do and see. */
    Chatting(List<Pair> pairs, Deliveries deliveries, HistoryWriter history) {
        this.pairs = pairs;
        this.deliveries = deliveries;
        this.history = history;
    }

    /** The receivers' streams, from before the first message until the last has come. Fails if one came wrongly. */
    ScenarioBuilder listening(Duration talk) {
        Duration whole = STREAMS_OPEN.plus(talk).plus(PATIENCE).plus(CLOSING).plus(PATIENCE);
        return stream("listening", nextReceiver, Pair::receiver, whole, this::heardAll);
    }

    /** The streams of one side, until the condition holds of an event and the pair. */
    ScenarioBuilder stream(
            String name,
            AtomicInteger next,
            Function<Pair, Account> side,
            Duration whole,
            BiPredicate<String, Pair> until) {
        return scenario(name)
                .exec(session -> withPair(session, next.getAndIncrement()))
                .exec(sse(name + ": open the stream")
                        .get("/v1/events")
                        .header(
                                "Authorization",
                                session -> "Bearer " + side.apply(pair(session)).token())
                        .header("Last-Event-ID", session -> pair(session).position())
                        .await(whole)
                        .on(sse.checkMessage(name + ": all, once each, in order (whole run)")
                                .matching(bodyString()
                                        .transformWithSession((event, session) -> {
                                            history.heard(side.apply(pair(session)), event);
                                            return until.test(event, pair(session));
                                        })
                                        .is(true))))
                .exec(sse(name + ": close the stream").close());
    }

    /** A message to be sent; the session bears the pair, the {@code number} and the {@code messageId}. */
    Session composed(Session session, int number) {
        return withPair(session, number % pairs.size())
                .set("number", number)
                .set("messageId", UUID.randomUUID().toString());
    }

    /** Sends it, and notes whether it was taken; a refusal that says when to come again is no fault where refusals are allowed. */
    ChainBuilder send(String name, boolean mayBeRefused) {
        return exec(this::begun)
                .exec(http(name)
                        .post(session -> "/v1/chats/" + pair(session).chatId() + "/messages")
                        .header(
                                "Authorization",
                                session -> "Bearer " + pair(session).senderToken())
                        .header("Content-Type", "application/json")
                        .body(StringBody(this::body))
                        .check((mayBeRefused ? status().in(CREATED, 200, 429, 503) : status().is(CREATED))
                                .saveAs("status"))
                        .checkIf((response, session) -> response.status().code() > CREATED)
                        .then(header("Retry-After").exists())
                        .checkIf((response, session) -> response.status().code() <= CREATED)
                        .then(
                                jsonPath("$.sequence").ofLong().saveAs("sequence"),
                                header("Parley-Position").saveAs("position")))
                .exec(this::noted);
    }

    /** Waits for it at the other side. */
    ChainBuilder awaitDelivery() {
        return await(session -> deliveries.hasArrived(messageId(session)));
    }

    /** Waits until something has come, or too long. */
    ChainBuilder await(Predicate<Session> come) {
        return exec(session -> session.set("since", System.currentTimeMillis()))
                .exec(asLongAs(session -> isPatient(session) && !come.test(session))
                        .on(pause(LOOK_AGAIN)));
    }

    /** Whether the message was taken; a repetition of one that was taken is, too. */
    static boolean isAccepted(Session session) {
        return session.contains("status") && session.getInt("status") <= CREATED;
    }

    /** The last message of each pair, sent until it is taken. */
    ScenarioBuilder closing() {
        return scenario("closing")
                .exec(session -> composed(session, nextToClose.getAndIncrement()))
                .exec(session -> {
                    lastBegan.put(pair(session).number(), System.nanoTime());
                    last.put(pair(session).number(), messageId(session));
                    return session;
                })
                .exec(send("say the last", true))
                .exec(asLongAs(session -> !session.isFailed() && !isAccepted(session))
                        .on(pause(PAUSE).exec(send("say the last", true))))
                .exec(awaitDelivery())
                .exec(dummy("the last one comes", session -> 0)
                        .withSuccess(session -> deliveries.hasArrived(messageId(session))));
    }

    static String messageId(Session session) {
        return String.valueOf(session.getString("messageId"));
    }

    static Pair pair(Session session) {
        Pair pair = session.get("pair");
        if (pair == null) {
            throw new IllegalStateException("no pair in the session");
        }
        return pair;
    }

    private Session withPair(Session session, int number) {
        return session.set("pair", pairs.get(number));
    }

    /** Whether an event is the pair's last message. */
    boolean isLast(String event, Pair pair) {
        String lastId = last.get(pair.number());
        return lastId != null && event.contains(lastId);
    }

    private boolean heardAll(String event, Pair pair) {
        deliveries.heard(event);
        String lastId = last.get(pair.number());
        return lastId != null
                && deliveries.hasArrived(lastId)
                && deliveries.faults().isEmpty();
    }

    /** Ends the history: both sides of each pair have listened until the last message. */
    void endHistory() {
        for (Pair pair : pairs) {
            Long until = lastBegan.get(pair.number());
            if (until != null) {
                history.listened(pair.sender(), pair.chatId(), until);
                history.listened(pair.receiver(), pair.chatId(), until);
            }
        }
        history.close();
    }

    /** Forgets what came of an earlier attempt, and notes that there is another. */
    private Session begun(Session session) {
        Pair pair = pair(session);
        return session.removeAll("status", "sequence")
                .set(
                        "sending",
                        history.begins("send", pair.sender(), pair.chatId(), Map.of("messageId", messageId(session))));
    }

    private Session noted(Session session) {
        HistoryWriter.Doing sending = session.get("sending");
        if (sending != null) {
            boolean answered = session.contains("status") && (!isAccepted(session) || session.contains("sequence"));
            history.ended(
                    sending,
                    answered ? session.getInt("status") : 0,
                    answered && isAccepted(session) ? Long.valueOf(session.getLong("sequence")) : null);
        }
        if (isAccepted(session)) {
            deliveries.accepted(messageId(session));
        }
        return session;
    }

    /**
     * The time starts with it, for it is asked for when the request is about to be written. Where the session bears a {@code mediaId},
     * so does the message, and says nothing.
     */
    private String body(Session session) {
        deliveries.sending(messageId(session));
        if (session.contains("mediaId")) {
            return "{\"messageId\":\"%s\",\"mediaId\":\"%s\"}"
                    .formatted(messageId(session), session.getString("mediaId"));
        }
        return "{\"messageId\":\"%s\",\"text\":\"Message %d of a load test, of a usual length for a chat.\"}"
                .formatted(messageId(session), session.getInt("number"));
    }

    private static boolean isPatient(Session session) {
        return System.currentTimeMillis() - session.getLong("since") < PATIENCE.toMillis() && !session.isFailed();
    }
}
