package io.parley.query.message;

import static io.parley.query.ReadModel.CHAT;
import static io.parley.query.ReadModel.HISTORY;

import io.parley.contract.id.MessageId;
import io.parley.contract.message.MessagePage;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.message.MessageReader;
import io.parley.contract.message.MessageView;
import io.parley.query.Answers;
import io.parley.query.ReadModel;
import io.parley.query.chat.ChatAccess;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions about messages, in plain text to those who may read it. */
public final class MessageQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(CHAT, HISTORY);

    private final JdbcClient jdbc;
    private final ChatAccess access;
    private final MessageReader reader;
    private final SequenceWait sequences;
    private final Answers answers;

    /** A handler that reads with these. */
    public MessageQueries(JdbcClient jdbc, MessageReader reader, SequenceWait sequences, Answers answers) {
        this.jdbc = jdbc;
        this.access = new ChatAccess(jdbc);
        this.reader = reader;
        this.sequences = sequences;
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<MessagePage> handle(FindMessages query) {
        if (query.atLeastSequence() <= 0) {
            return answers.of(query.atLeast(), NEEDED, () -> page(query));
        }
        return Answers.plain(answers.of(query.atLeast(), NEEDED, () -> require(query))
                .thenCompose(may -> sequences.reached(query.chatId(), query.atLeastSequence()))
                .thenCompose(reached -> answers.now(() -> page(query))));
    }

    private MessagePage page(FindMessages query) {
        require(query);
        boolean upwards = query.after() != null;
        List<StoredMessage> found = new ArrayList<>(find(query, upwards));
        boolean more = found.size() > query.limit();
        if (more) {
            found.remove(query.limit());
        }
        if (upwards) {
            Collections.reverse(found);
        }
        Map<MessageId, MessageView> views = StoredMessage.open(found, reader);
        return new MessagePage(
                found.stream().map(message -> views.get(message.messageId())).toList(), more);
    }

    private boolean require(FindMessages query) {
        access.require(query.chatId(), query.viewer(), NEEDED);
        return true;
    }

    /** One more than asked for, which tells whether there are more. */
    private List<StoredMessage> find(FindMessages query, boolean upwards) {
        Long before = query.before();
        Long after = query.after();
        return jdbc.sql("""
                        SELECT %s FROM views.message
                        WHERE chat_id = ? AND sequence < ? AND sequence > ?
                        ORDER BY sequence %s LIMIT ?""".formatted(StoredMessage.COLUMNS, upwards ? "ASC" : "DESC"))
                .param(query.chatId().value())
                .param(before == null ? Long.MAX_VALUE : before)
                .param(after == null ? 0L : after)
                .param(query.limit() + 1)
                .query((row, number) -> StoredMessage.of(row))
                .list();
    }
}
