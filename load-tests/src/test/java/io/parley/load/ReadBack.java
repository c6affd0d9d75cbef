package io.parley.load;

import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.Map;
import java.util.function.Function;

/**
 * When all has been said, who said the last reads the newest page, twice: what was accepted must be there, one's own too, and again the
 * second time. It comes after what is measured, and goes into the history alone.
 */
final class ReadBack {

    private static final int PAGE = 100;

    private final HistoryWriter history;

    ReadBack(HistoryWriter history) {
        this.history = history;
    }

    /** Both reads, by whom and in which chat the session says. */
    ChainBuilder twice(Function<Session, Account> reader, Function<Session, String> chat) {
        return exec(once(reader, chat)).exec(once(reader, chat));
    }

    private ChainBuilder once(Function<Session, Account> reader, Function<Session, String> chat) {
        return exec(session -> session.remove("page")
                        .set(
                                "reading",
                                history.begins(
                                        "read", reader.apply(session), chat.apply(session), Map.of("final", true))))
                .exec(http("read back")
                        .get(session -> "/v1/chats/" + chat.apply(session) + "/messages?limit=" + PAGE)
                        .header(
                                "Authorization",
                                session -> "Bearer " + reader.apply(session).token())
                        .check(status().is(200), bodyString().saveAs("page")))
                .exec(this::read);
    }

    private Session read(Session session) {
        HistoryWriter.Doing reading = session.get("reading");
        String page = session.getString("page");
        if (reading != null && page != null) {
            history.read(reading, page, PAGE);
        }
        return session;
    }
}
