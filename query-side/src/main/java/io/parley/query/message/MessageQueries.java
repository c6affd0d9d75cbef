package io.parley.query.message;

import static io.parley.query.ReadModel.CHAT;
import static io.parley.query.ReadModel.HISTORY;
import static io.parley.query.ReadModel.MAILBOX;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessagePage;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.message.MessageReader;
import io.parley.contract.message.MessageView;
import io.parley.query.Answers;
import io.parley.query.ReadModel;
import io.parley.query.chat.ChatAccess;
import io.parley.query.chat.KnownSpell;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Answers questions about messages, in plain text to those who may read it: within their spells. Of a spell that has ended one has
 * what was brought before its end, as the mailbox knows it, so that history agrees with what was pushed. What was taken back is shown
 * as such, without what it said; what had its time is not shown.
 */
public final class MessageQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(CHAT, HISTORY);
    private static final Set<ReadModel> BROUGHT = EnumSet.of(MAILBOX);

    private final ChatAccess access;
    private final SpelledHistory history;
    private final MessageReader reader;
    private final SequenceWait sequences;
    private final Answers answers;

    /** A handler that reads with these. */
    public MessageQueries(JdbcClient jdbc, MessageReader reader, SequenceWait sequences, Clock clock, Answers answers) {
        this.access = new ChatAccess(jdbc, clock);
        this.history = new SpelledHistory(jdbc, clock);
        this.reader = reader;
        this.sequences = sequences;
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<MessagePage> handle(FindMessages query) {
        if (query.atLeastSequence() <= 0) {
            return later(answers.of(query.atLeast(), NEEDED, () -> page(query)));
        }
        return later(answers.of(query.atLeast(), NEEDED, () -> spells(query))
                .thenCompose(may -> sequences.reached(query.chatId(), query.atLeastSequence()))
                .thenCompose(reached -> answers.now(() -> page(query))));
    }

    /** One message as history shows it to a viewer; empty if it does not. Reads on the caller's thread, as far as it need not wait. */
    public CompletableFuture<Optional<MessageView>> one(ChatId chatId, long sequence, UserId viewer) {
        return page(new FindMessages(chatId, viewer, sequence + 1, sequence - 1, 1, 0, 0))
                .thenApply(page -> page.items().stream().findFirst());
    }

    private static <A> CompletableFuture<A> later(CompletableFuture<CompletableFuture<A>> answer) {
        return Answers.plain(answer.thenCompose(page -> page));
    }

    private List<KnownSpell> spells(FindMessages query) {
        return access.requireSpells(query.chatId(), query.viewer(), NEEDED);
    }

    /** At once, unless the mailbox has not got to the end of a spell that has ended. */
    private CompletableFuture<MessagePage> page(FindMessages query) {
        List<KnownSpell> spells = spells(query);
        long ended = spells.stream()
                .filter(spell -> !spell.lasts())
                .mapToLong(KnownSpell::untilPosition)
                .max()
                .orElse(0);
        return ended == 0
                ? CompletableFuture.completedFuture(page(query, spells))
                : answers.of(ended, BROUGHT, () -> page(query, spells));
    }

    private MessagePage page(FindMessages query, List<KnownSpell> spells) {
        List<StoredMessage> found = new ArrayList<>(history.find(query, spells, query.limit() + 1));
        boolean more = found.size() > query.limit();
        if (more) {
            found.remove(query.limit());
        }
        if (query.after() != null) {
            Collections.reverse(found);
        }
        Map<MessageId, MessageView> views = StoredMessage.open(found, reader);
        return new MessagePage(
                found.stream().map(message -> views.get(message.messageId())).toList(), more);
    }
}
