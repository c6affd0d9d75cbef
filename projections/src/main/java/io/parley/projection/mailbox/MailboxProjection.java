package io.parley.projection.mailbox;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.ChatEvent;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.Spell;
import io.parley.contract.fanout.FanOutEvent.FanOutAbandoned;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.Processors;
import io.parley.contract.mailbox.Addressees;
import io.parley.contract.mailbox.Addressees.Lane;
import io.parley.contract.mailbox.Addressees.Members;
import io.parley.contract.mailbox.Addressees.Users;
import io.parley.contract.message.MessageEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import io.parley.projection.batch.BulkStatement.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Fills the mailboxes by the rule of {@link Addressees}, with positions only. What is addressed to users one by one is a row for each
 * in {@code views.mailbox}. What is addressed to a group or a lane of it is one row in {@code views.mailbox_chat} or {@code
 * views.mailbox_lane}, however many are in it; whose it is tell the spells in {@code views.mailbox_spell}. What a lane was not brought,
 * since it was given up, is in {@code views.mailbox_abandoned}.
 *
 * <p>How rows go is for {@link MailboxEndings}. Its processing group has no dead-letter queue: a mailbox with a hole would lose a message for ever, so a failure is tried again
 * until it passes.
 */
public final class MailboxProjection extends Projection {

    /** The processing group. */
    public static final String NAME = Processors.MAILBOX;

    private static final BulkStatement<Entry> PUT = BulkStatement.<Entry>columns()
            .id(Entry::userId)
            .number(Entry::position)
            .id(Entry::chatId)
            .numberOrNull(Entry::sequence)
            .into("""
                    INSERT INTO views.mailbox (user_id, position, chat_id, sequence)
                    SELECT * FROM unnest(?, ?, ?, ?)
                    ON CONFLICT (user_id, position) DO NOTHING""");

    private static final BulkStatement<Told> TELL = BulkStatement.<Told>columns()
            .id(row -> row.members().chatId())
            .number(Told::position)
            .into("""
                    INSERT INTO views.mailbox_chat (chat_id, position)
                    SELECT * FROM unnest(?, ?)
                    ON CONFLICT (chat_id, position) DO NOTHING""");

    private static final BulkStatement<Filled> FILL = BulkStatement.<Filled>columns()
            .id(row -> row.lane().chatId())
            .number(row -> row.lane().lane())
            .number(Filled::position)
            .number(row -> row.lane().sequence())
            .time(row -> row.event().filledAt())
            .number(row -> row.event().tries())
            .into("""
                    INSERT INTO views.mailbox_lane (chat_id, lane, position, sequence, filled_at, tries)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
                    ON CONFLICT (chat_id, lane, position) DO NOTHING""");

    private static final BulkStatement<GivenUp> GIVE_UP = BulkStatement.<GivenUp>columns()
            .id(row -> row.event().chatId())
            .number(row -> row.event().lane())
            .number(row -> row.event().sequence())
            .number(GivenUp::position)
            .number(row -> row.event().tries())
            .into("""
                    INSERT INTO views.mailbox_abandoned (chat_id, lane, sequence, position, tries)
                    SELECT * FROM unnest(?, ?, ?, ?, ?)
                    ON CONFLICT (chat_id, sequence, lane) DO NOTHING""");

    private static final BulkStatement<Joined> BEGIN = BulkStatement.<Joined>columns()
            .id(row -> row.spell().userId())
            .id(Joined::chatId)
            .number(row -> row.spell().version())
            .number(row -> row.spell().lane())
            .number(row -> row.spell().afterSequence())
            .number(row -> row.spell().from())
            .into("""
                    INSERT INTO views.mailbox_spell (user_id, chat_id, spell, lane, after_sequence, from_position)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
                    ON CONFLICT (user_id, chat_id, spell) DO NOTHING""");

    private static final BulkStatement<Left> END = BulkStatement.<Left>columns()
            .id(row -> row.event().userId())
            .id(row -> row.event().chatId())
            .number(row -> row.event().spell())
            .number(Left::position)
            .into("""
                    UPDATE views.mailbox_spell s
                    SET until_position = n.position
                    FROM unnest(?, ?, ?, ?) AS n (user_id, chat_id, spell, position)
                    WHERE s.user_id = n.user_id AND s.chat_id = n.chat_id AND s.spell = n.spell
                        AND s.until_position IS NULL""");

    /** A projection that writes with these. */
    public MailboxProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(
                NAME,
                List.of(
                        "views.mailbox",
                        "views.mailbox_chat",
                        "views.mailbox_lane",
                        "views.mailbox_spell",
                        "views.mailbox_abandoned",
                        "views.mailbox_retracted"),
                Stream.concat(
                                Stream.<BulkStatement<?>>of(PUT, TELL, FILL, GIVE_UP, BEGIN, END),
                                MailboxEndings.STATEMENTS.stream())
                        .toList(),
                jdbc,
                transactions);
    }

    @EventHandler
    @Override
    protected void onAnyOther(ParleyEvent event, TrackingToken token) {
        long position = positionOf(token);
        List<Rows<?>> rows = new ArrayList<>(entries(event, position));
        rows.addAll(spells(event, position));
        rows.addAll(MailboxEndings.of(event, position));
        if (!rows.isEmpty()) {
            write(position, rows.toArray(Rows<?>[]::new));
        }
    }

    private static List<Rows<?>> entries(ParleyEvent event, long position) {
        Addressees addressees = Addressees.of(event);
        if (addressees instanceof Users some) {
            return List.of(PUT.of(some.users().stream()
                    .map(userId -> new Entry(userId, event, position))
                    .toList()));
        }
        if (addressees instanceof Members members) {
            return List.of(TELL.of(new Told(members, position)));
        }
        if (addressees instanceof Lane lane && event instanceof MailboxesFilled filled) {
            return List.of(FILL.of(new Filled(lane, filled, position)));
        }
        return event instanceof FanOutAbandoned abandoned
                ? List.of(GIVE_UP.of(new GivenUp(abandoned, position)))
                : List.of();
    }

    private static List<Rows<?>> spells(ParleyEvent event, long position) {
        if (event instanceof GroupOpened opened) {
            return List.of(BEGIN.of(opened.members().stream()
                    .map(seat -> new Joined(opened.chatId(), opened.spellOf(seat, position)))
                    .toList()));
        }
        if (event instanceof MemberAdded added) {
            return List.of(BEGIN.of(new Joined(added.chatId(), added.spell(position))));
        }
        if (event instanceof MemberRemoved removed) {
            return List.of(END.of(new Left(removed, position)));
        }
        return List.of();
    }

    /** One side's part of what is addressed to both of a direct chat. */
    private record Entry(UserId userId, ParleyEvent event, long position) {

        @Nullable
        ChatId chatId() {
            if (event instanceof ChatEvent chat) {
                return chat.chatId();
            }
            return event instanceof MessageEvent message ? message.chatId() : null;
        }

        /** See the table: only what can be asked for by its sequence has one. */
        @Nullable
        Long sequence() {
            if (event instanceof MessageSent sent) {
                return sent.expiresAt() == null ? null : sent.sequence();
            }
            return 0L;
        }
    }

    private record Told(Members members, long position) {}

    private record Filled(Lane lane, MailboxesFilled event, long position) {}

    private record GivenUp(FanOutAbandoned event, long position) {}

    private record Joined(ChatId chatId, Spell spell) {}

    private record Left(MemberRemoved event, long position) {}
}
