package io.parley.projection.inbox;

import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.Spell;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import io.parley.projection.ending.Deletions;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Fills {@code views.inbox}, which has a row for each member of a chat with the member's read mark, and {@code views.chat_activity},
 * by which chats are put in order: one row for a chat, moved on by each message.
 *
 * <p>All rows of a chat go with it. Who is removed from a group and added again has a row of the last joining. A batch first makes rows and then removes some, so a
 * removal leaves alone what was made by a later joining.
 */
public final class InboxProjection extends Projection {

    /** The processing group. */
    public static final String NAME = "inbox";

    private static final BulkStatement<Entered> ENTER = BulkStatement.<Entered>columns()
            .id(Entered::userId)
            .id(Entered::chatId)
            .word(Entered::kind)
            .id(Entered::peer)
            .number(Entered::afterSequence)
            .number(Entered::position)
            .into("""
                    INSERT INTO views.inbox AS i (user_id, chat_id, kind, peer_id, after_sequence, position, read_sequence)
                    SELECT DISTINCT ON (user_id, chat_id) n.*, n.after_sequence
                    FROM unnest(?, ?, ?, ?, ?, ?) AS n (user_id, chat_id, kind, peer_id, after_sequence, position)
                    ORDER BY user_id, chat_id, position DESC
                    ON CONFLICT (user_id, chat_id) DO UPDATE
                    SET after_sequence = excluded.after_sequence,
                        read_sequence = excluded.read_sequence,
                        position = excluded.position
                    WHERE i.position < excluded.position""");

    private static final BulkStatement<Removed> REMOVE = BulkStatement.<Removed>columns()
            .id(row -> row.event().userId())
            .id(row -> row.event().chatId())
            .number(Removed::position)
            .into("""
                    DELETE FROM views.inbox i
                    USING unnest(?, ?, ?) AS n (user_id, chat_id, position)
                    WHERE i.user_id = n.user_id AND i.chat_id = n.chat_id AND i.position < n.position""");

    private static final BulkStatement<Active> BEGIN = BulkStatement.<Active>columns()
            .id(Active::chatId)
            .number(Active::sequence)
            .number(Active::position)
            .into("""
                    INSERT INTO views.chat_activity (chat_id, last_sequence, activity)
                    SELECT * FROM unnest(?, ?, ?)
                    ON CONFLICT (chat_id) DO NOTHING""");

    private static final BulkStatement<Active> MOVE_UP = BulkStatement.<Active>columns()
            .id(Active::chatId)
            .number(Active::sequence)
            .number(Active::position)
            .into("""
                    UPDATE views.chat_activity a
                    SET activity = n.activity, last_sequence = greatest(a.last_sequence, n.last_sequence)
                    FROM (
                        SELECT chat_id, max(last_sequence) AS last_sequence, max(activity) AS activity
                        FROM unnest(?, ?, ?) AS u (chat_id, last_sequence, activity)
                        GROUP BY chat_id) n
                    WHERE a.chat_id = n.chat_id AND a.activity < n.activity""");

    private static final BulkStatement<ReceiptAdvanced> READ = BulkStatement.<ReceiptAdvanced>columns()
            .id(ReceiptAdvanced::userId)
            .id(ReceiptAdvanced::chatId)
            .number(ReceiptAdvanced::read)
            .into("""
                    UPDATE views.inbox i
                    SET read_sequence = n.read_sequence
                    FROM (
                        SELECT user_id, chat_id, max(read_sequence) AS read_sequence
                        FROM unnest(?, ?, ?) AS u (user_id, chat_id, read_sequence)
                        GROUP BY user_id, chat_id) n
                    WHERE i.user_id = n.user_id AND i.chat_id = n.chat_id AND i.read_sequence < n.read_sequence""");

    private static final BulkStatement<Gone> GO = BulkStatement.<Gone>columns()
            .id(row -> row.event().chatId())
            .number(Gone::position)
            .into("""
                    WITH ended AS (SELECT * FROM unnest(?, ?) AS n (chat_id, position)),
                    activity AS (DELETE FROM views.chat_activity a USING ended n WHERE a.chat_id = n.chat_id),
                    gone AS (
                        DELETE FROM views.inbox i USING ended n WHERE i.chat_id = n.chat_id
                        RETURNING n.position, n.chat_id)
                    """ + Deletions.recordAtOnce(NAME));

    /** A projection that writes with these. */
    public InboxProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(
                NAME,
                List.of("views.inbox", "views.chat_activity"),
                List.of(ENTER, REMOVE, BEGIN, MOVE_UP, READ, GO),
                jdbc,
                transactions);
    }

    @EventHandler
    void on(DirectChatOpened event, TrackingToken token) {
        List<Entered> rows = event.audience().members().stream()
                .map(member -> Entered.of(event, member))
                .toList();
        begin(event.chatId(), rows, positionOf(token));
    }

    @EventHandler
    void on(GroupOpened event, TrackingToken token) {
        long position = positionOf(token);
        List<Entered> rows = event.members().stream()
                .map(seat -> Entered.of(event.chatId(), event.spellOf(seat, position)))
                .toList();
        begin(event.chatId(), rows, position);
    }

    private void begin(ChatId chatId, List<Entered> rows, long position) {
        write(position, ENTER.of(rows), BEGIN.of(new Active(chatId, 0, position)));
    }

    @EventHandler
    void on(MemberAdded event, TrackingToken token) {
        long position = positionOf(token);
        write(position, ENTER.of(Entered.of(event.chatId(), event.spell(position))));
    }

    @EventHandler
    void on(MemberRemoved event, TrackingToken token) {
        long position = positionOf(token);
        write(position, REMOVE.of(new Removed(event, position)));
    }

    @EventHandler
    void on(MessageSent event, TrackingToken token) {
        long position = positionOf(token);
        write(position, MOVE_UP.of(new Active(event.chatId(), event.sequence(), position)));
    }

    @EventHandler
    void on(ReceiptAdvanced event, TrackingToken token) {
        write(positionOf(token), READ.of(event));
    }

    @EventHandler
    void on(ChatGone event, TrackingToken token) {
        long position = positionOf(token);
        write(position, GO.of(new Gone(event, position)));
    }

    private record Entered(
            UserId userId,
            ChatId chatId,
            ChatKind kind,
            @Nullable UserId peer,
            long afterSequence,
            long position) {

        /** Its position is 0: its members stay, and it is never made anew. */
        static Entered of(DirectChatOpened event, UserId member) {
            UserId peer = event.audience().other(member);
            return new Entered(member, event.chatId(), ChatKind.DIRECT, peer, 0, 0);
        }

        static Entered of(ChatId chatId, Spell spell) {
            return new Entered(spell.userId(), chatId, ChatKind.GROUP, null, spell.afterSequence(), spell.from());
        }
    }

    private record Removed(MemberRemoved event, long position) {}

    private record Active(ChatId chatId, long sequence, long position) {}

    private record Gone(ChatGone event, long position) {}
}
