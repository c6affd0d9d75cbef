package io.parley.projection.chat;

import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.ChatHeld;
import io.parley.contract.chat.ChatEvent.ChatReleased;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.chat.ChatEvent.RoleChanged;
import io.parley.contract.chat.ChatEvent.Seat;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.chat.Spell;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import io.parley.projection.chat.ChatEndings.Gone;
import io.parley.projection.chat.ChatEndings.Held;
import io.parley.projection.chat.ChatEndings.Limited;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Fills {@code views.chat} and {@code views.chat_member}, which has a row for each {@link Spell}. What changes or ends a spell names
 * it, so that it does not matter that a batch first begins all spells and then ends some.
 */
public final class ChatProjection extends Projection {

    /** The processing group. */
    public static final String NAME = "chat";

    private static final BulkStatement<Opened> OPEN = BulkStatement.<Opened>columns()
            .id(Opened::chatId)
            .word(Opened::kind)
            .sealed(Opened::title)
            .time(Opened::openedAt)
            .millisOrNull(Opened::messageTtl)
            .time(Opened::expiresAt)
            .number(Opened::position)
            .into("""
                    INSERT INTO views.chat
                        (chat_id, kind, title, title_key, opened_at, message_ttl_ms, expires_at, position)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (chat_id) DO NOTHING""");

    private static final BulkStatement<Joined> JOIN = BulkStatement.<Joined>columns()
            .id(Joined::chatId)
            .id(row -> row.spell().userId())
            .number(row -> row.spell().version())
            .number(row -> row.spell().lane())
            .number(row -> row.spell().afterSequence())
            .word(Joined::role)
            .time(Joined::joinedAt)
            .number(Joined::ordinal)
            .number(row -> row.spell().from())
            .into("""
                    INSERT INTO views.chat_member
                        (chat_id, user_id, spell, lane, after_sequence, role, joined_at, ordinal, position)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (chat_id, user_id, spell) DO NOTHING""");

    private static final BulkStatement<Titled> TITLE = BulkStatement.<Titled>columns()
            .id(row -> row.event().chatId())
            .sealed(row -> row.event().title())
            .number(Titled::position)
            .into("""
                    UPDATE views.chat c
                    SET title = n.title, title_key = n.title_key, position = n.position
                    FROM (
                        SELECT DISTINCT ON (chat_id) *
                        FROM unnest(?, ?, ?, ?) AS u (chat_id, title, title_key, position)
                        ORDER BY chat_id, position DESC) n
                    WHERE c.chat_id = n.chat_id AND c.position < n.position""");

    private static final BulkStatement<Promoted> ROLE = BulkStatement.<Promoted>columns()
            .id(row -> row.event().chatId())
            .id(row -> row.event().userId())
            .number(row -> row.event().spell())
            .word(row -> row.event().role())
            .number(Promoted::position)
            .into("""
                    UPDATE views.chat_member m
                    SET role = n.role, role_position = n.position
                    FROM (
                        SELECT DISTINCT ON (chat_id, user_id, spell) *
                        FROM unnest(?, ?, ?, ?, ?) AS u (chat_id, user_id, spell, role, position)
                        ORDER BY chat_id, user_id, spell, position DESC) n
                    WHERE m.chat_id = n.chat_id AND m.user_id = n.user_id AND m.spell = n.spell
                        AND coalesce(m.role_position, m.position) < n.position""");

    private static final BulkStatement<Left> END = BulkStatement.<Left>columns()
            .id(row -> row.event().chatId())
            .id(row -> row.event().userId())
            .number(row -> row.event().spell())
            .number(Left::position)
            .number(row -> row.event().lastSequence())
            .into("""
                    UPDATE views.chat_member m
                    SET until_position = n.position, until_sequence = n.last_sequence
                    FROM unnest(?, ?, ?, ?, ?) AS n (chat_id, user_id, spell, position, last_sequence)
                    WHERE m.chat_id = n.chat_id AND m.user_id = n.user_id AND m.spell = n.spell
                        AND m.until_position IS NULL""");

    private static final BulkStatement<MessageSent> MOVE_UP = BulkStatement.<MessageSent>columns()
            .id(MessageSent::chatId)
            .number(MessageSent::sequence)
            .into("""
                    UPDATE views.chat c
                    SET last_sequence = n.last_sequence
                    FROM (
                        SELECT chat_id, max(last_sequence) AS last_sequence
                        FROM unnest(?, ?) AS u (chat_id, last_sequence)
                        GROUP BY chat_id) n
                    WHERE c.chat_id = n.chat_id AND c.last_sequence < n.last_sequence""");

    /** A projection that writes with these. */
    public ChatProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(
                NAME,
                List.of("views.chat", "views.chat_member"),
                List.of(OPEN, JOIN, TITLE, ROLE, END, MOVE_UP, ChatEndings.LIMIT, ChatEndings.HOLD, ChatEndings.GO),
                jdbc,
                transactions);
    }

    @EventHandler
    void on(DirectChatOpened event, TrackingToken token) {
        long position = positionOf(token);
        List<Joined> joined = new ArrayList<>();
        for (UserId member : event.audience().members()) {
            Spell forEver = new Spell(member, 0, 0, 0, position, Spell.LASTING);
            joined.add(new Joined(event.chatId(), forEver, MemberRole.MEMBER, event.openedAt(), joined.size()));
        }
        write(position, OPEN.of(Opened.of(event, position)), JOIN.of(joined));
    }

    @EventHandler
    void on(GroupOpened event, TrackingToken token) {
        long position = positionOf(token);
        List<Joined> joined = new ArrayList<>();
        for (Seat seat : event.members()) {
            Spell spell = event.spellOf(seat, position);
            joined.add(new Joined(event.chatId(), spell, seat.role(), event.openedAt(), joined.size()));
        }
        write(position, OPEN.of(Opened.of(event, position)), JOIN.of(joined));
    }

    @EventHandler
    void on(MessageSent event, TrackingToken token) {
        write(positionOf(token), MOVE_UP.of(event));
    }

    @EventHandler
    void on(TitleChanged event, TrackingToken token) {
        long position = positionOf(token);
        write(position, TITLE.of(new Titled(event, position)));
    }

    @EventHandler
    void on(MemberAdded event, TrackingToken token) {
        long position = positionOf(token);
        write(position, JOIN.of(new Joined(event.chatId(), event.spell(position), event.role(), event.addedAt(), 0)));
    }

    @EventHandler
    void on(RoleChanged event, TrackingToken token) {
        long position = positionOf(token);
        write(position, ROLE.of(new Promoted(event, position)));
    }

    @EventHandler
    void on(MemberRemoved event, TrackingToken token) {
        long position = positionOf(token);
        write(position, END.of(new Left(event, position)));
    }

    @EventHandler
    void on(RetentionChanged event, TrackingToken token) {
        long position = positionOf(token);
        write(position, ChatEndings.LIMIT.of(new Limited(event, position)));
    }

    @EventHandler
    void on(ChatHeld event, TrackingToken token) {
        long position = positionOf(token);
        write(position, ChatEndings.HOLD.of(new Held(event.chatId(), event.heldAt(), position)));
    }

    @EventHandler
    void on(ChatReleased event, TrackingToken token) {
        long position = positionOf(token);
        write(position, ChatEndings.HOLD.of(new Held(event.chatId(), null, position)));
    }

    @EventHandler
    void on(ChatGone event, TrackingToken token) {
        long position = positionOf(token);
        write(position, ChatEndings.GO.of(new Gone(event, position)));
    }

    private record Opened(
            ChatId chatId,
            ChatKind kind,
            @Nullable Ciphertext title,
            Instant openedAt,
            @Nullable Duration messageTtl,
            @Nullable Instant expiresAt,
            long position) {

        static Opened of(DirectChatOpened event, long position) {
            return new Opened(
                    event.chatId(),
                    ChatKind.DIRECT,
                    null,
                    event.openedAt(),
                    event.messageTtl(),
                    event.expiresAt(),
                    position);
        }

        static Opened of(GroupOpened event, long position) {
            return new Opened(
                    event.chatId(),
                    ChatKind.GROUP,
                    event.title(),
                    event.openedAt(),
                    event.messageTtl(),
                    event.expiresAt(),
                    position);
        }
    }

    private record Joined(ChatId chatId, Spell spell, MemberRole role, Instant joinedAt, int ordinal) {}

    private record Titled(TitleChanged event, long position) {}

    private record Promoted(RoleChanged event, long position) {}

    private record Left(MemberRemoved event, long position) {}
}
