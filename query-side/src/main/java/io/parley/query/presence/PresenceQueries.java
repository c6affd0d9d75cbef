package io.parley.query.presence;

import static io.parley.query.ReadModel.CHAT;
import static io.parley.query.ReadModel.INBOX;
import static io.parley.query.ReadModel.USER;

import io.parley.contract.id.UserId;
import io.parley.contract.presence.PresenceAudiences;
import io.parley.contract.presence.PresenceAudiences.Audience;
import io.parley.contract.presence.PresenceFound;
import io.parley.contract.presence.PresenceQuery.FindPresence;
import io.parley.contract.presence.PresenceQuery.FindPresenceAudiences;
import io.parley.contract.presence.PresenceQuery.FindTypingAudience;
import io.parley.contract.presence.TypingAudience;
import io.parley.query.Answers;
import io.parley.query.ReadModel;
import io.parley.query.chat.ChatAccess;
import io.parley.query.presence.PresenceRows.Pair;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions about presence. */
public final class PresenceQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(CHAT, INBOX, USER);

    private final PresenceRows rows;
    private final ChatAccess access;
    private final Answers answers;

    /** A handler that reads with these. */
    public PresenceQueries(JdbcClient jdbc, Clock clock, Answers answers) {
        this.rows = new PresenceRows(jdbc, clock);
        this.access = new ChatAccess(jdbc, clock);
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<PresenceFound> handle(FindPresence query) {
        return answers.of(query.atLeast(), NEEDED, () -> new PresenceFound(rows.seen(query)));
    }

    @QueryHandler
    CompletableFuture<PresenceAudiences> handle(FindPresenceAudiences query) {
        return answers.of(query.atLeast(), NEEDED, () -> audiences(query));
    }

    /** One more than asked for, which tells whether there are more. */
    private PresenceAudiences audiences(FindPresenceAudiences query) {
        List<Pair> found = rows.contacts(query.userIds(), query.limit() + 1);
        boolean more = found.size() > query.limit();
        Map<UserId, List<UserId>> contacts = (more ? found.subList(0, query.limit()) : found)
                .stream()
                        .collect(Collectors.groupingBy(
                                Pair::userId, Collectors.mapping(Pair::contact, Collectors.toList())));
        return new PresenceAudiences(
                contacts.entrySet().stream()
                        .map(each -> new Audience(each.getKey(), each.getValue()))
                        .toList(),
                more);
    }

    @QueryHandler
    CompletableFuture<TypingAudience> handle(FindTypingAudience query) {
        return answers.of(query.atLeast(), NEEDED, () -> {
            access.require(query.chatId(), query.typist(), NEEDED);
            return new TypingAudience(rows.hearers(query.chatId(), query.typist()));
        });
    }
}
