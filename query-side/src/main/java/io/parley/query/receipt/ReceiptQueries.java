package io.parley.query.receipt;

import static io.parley.query.ReadModel.CHAT;
import static io.parley.query.ReadModel.HISTORY;
import static io.parley.query.ReadModel.RECEIPT;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.receipt.ChangedReceipts;
import io.parley.contract.receipt.DeliveryState;
import io.parley.contract.receipt.MessageReceipts;
import io.parley.contract.receipt.MessageReceipts.MemberReceipt;
import io.parley.contract.receipt.ReceiptMarks;
import io.parley.contract.receipt.ReceiptQuery.FindMessageReceipts;
import io.parley.contract.receipt.ReceiptQuery.FindReceiptsChanged;
import io.parley.query.Answers;
import io.parley.query.HeldBack;
import io.parley.query.ReadModel;
import io.parley.query.Rows;
import io.parley.query.chat.ChatAccess;
import io.parley.query.chat.KnownSpell;
import io.parley.query.chat.Living;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions about receipts. */
public final class ReceiptQueries {

    private static final Set<ReadModel> OF_MESSAGE = EnumSet.of(CHAT, HISTORY, RECEIPT);
    private static final Set<ReadModel> CHANGED = EnumSet.of(CHAT, RECEIPT);

    private static final String REACHED = """
            SELECT m.user_id, m.until_position IS NULL AS stays,
                delivered.marked_at AS delivered_at, read.marked_at AS read_at
            FROM {audience}
            WHERE {addressed}
            ORDER BY {order}""".replace("{audience}", ReceiptRows.AUDIENCE)
            .replace("{addressed}", ReceiptRows.ADDRESSED)
            .replace("{order}", ReceiptRows.ORDER);

    private final JdbcClient jdbc;
    private final ChatAccess access;
    private final Living living;
    private final Answers answers;

    /** A handler that reads with these. */
    public ReceiptQueries(JdbcClient jdbc, Clock clock, Answers answers) {
        this.jdbc = jdbc;
        this.access = new ChatAccess(jdbc, clock);
        this.living = new Living(clock);
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<MessageReceipts> handle(FindMessageReceipts query) {
        return answers.of(query.atLeast(), OF_MESSAGE, () -> {
            KnownSpell spell = access.require(query.chatId(), query.viewer(), OF_MESSAGE);
            Addressed message = find(query, spell);
            List<Reached> reached = reached(query.chatId(), message);
            return new MessageReceipts(
                    state(reached), reached.stream().map(Reached::receipt).toList());
        });
    }

    /**
     * The marks of a chat that is held back are left out: one broken conversation must not stand in the way of a stream that
     * resumes, and older marks would be wrong. So are those of a chat that is gone.
     */
    @QueryHandler
    CompletableFuture<ChangedReceipts> handle(FindReceiptsChanged query) {
        return answers.of(query.atLeast(), CHANGED, () -> new ChangedReceipts(changed(query)));
    }

    /** What was sent before the viewer joined is no message to the viewer, nor is what has had its time. */
    private Addressed find(FindMessageReceipts query, KnownSpell spell) {
        return jdbc.sql("""
                        SELECT sequence, sender_id FROM views.message
                        WHERE message_id = :message AND chat_id = :chat AND sequence > :after AND """ + Living.CONDITION)
                .param("message", query.messageId().value())
                .param("chat", query.chatId().value())
                .param("after", spell.afterSequence())
                .param("now", living.now(spell))
                .query((row, number) -> new Addressed(row.getLong("sequence"), new UserId(Rows.id(row, "sender_id"))))
                .optional()
                .orElseThrow(() -> new Rejection(ErrorCode.MESSAGE_NOT_FOUND, "there is no such message in the chat"));
    }

    private List<Reached> reached(ChatId chatId, Addressed message) {
        return jdbc.sql(REACHED)
                .param("chat", chatId.value())
                .param("sender", message.senderId().value())
                .param("sequence", message.sequence())
                .query((row, number) -> new Reached(
                        new MemberReceipt(
                                new UserId(Rows.id(row, "user_id")),
                                Rows.timeOrNull(row, "delivered_at"),
                                Rows.timeOrNull(row, "read_at")),
                        row.getBoolean("stays")))
                .list();
    }

    /** Who has left is not waited for, unless all have: then those who had it count, and it does not go back. */
    private static DeliveryState state(List<Reached> reached) {
        List<Reached> staying = reached.stream().filter(Reached::stays).toList();
        List<MemberReceipt> counted = (staying.isEmpty() ? reached : staying)
                .stream().map(Reached::receipt).toList();
        if (counted.isEmpty() || counted.stream().anyMatch(member -> member.deliveredAt() == null)) {
            return DeliveryState.SENT;
        }
        return counted.stream().allMatch(member -> member.readAt() != null)
                ? DeliveryState.READ
                : DeliveryState.DELIVERED;
    }

    private List<ReceiptMarks> changed(FindReceiptsChanged query) {
        return jdbc.sql("""
                        SELECT r.chat_id, r.user_id, r.delivered, r.read
                        FROM views.chat_member me
                        JOIN views.receipt r ON r.chat_id = me.chat_id AND r.user_id <> me.user_id
                        WHERE me.user_id = :viewer AND me.until_position IS NULL AND r.position > :after
                            AND NOT EXISTS (SELECT FROM views.held_back h
                                WHERE h.subject = me.chat_id AND h.projection = ANY (:models))
                            AND NOT EXISTS (SELECT FROM views.chat c
                                WHERE c.chat_id = me.chat_id AND c.gone_position IS NOT NULL)
                        ORDER BY r.position""")
                .param("viewer", query.viewer().value())
                .param("after", query.after())
                .param("models", HeldBack.projections(CHANGED))
                .query((row, number) -> new ReceiptMarks(
                        new ChatId(Rows.id(row, "chat_id")),
                        new UserId(Rows.id(row, "user_id")),
                        row.getLong("delivered"),
                        row.getLong("read")))
                .list();
    }

    private record Addressed(long sequence, UserId senderId) {}

    /**
     * How far a message has got with one of those to whom it was addressed.
     *
     * @param stays whether the spell that covered the message lasts: who was added again since counts as gone
     */
    private record Reached(MemberReceipt receipt, boolean stays) {}
}
