package io.parley.projection.chat;

import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.id.UserId;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/** Fills {@code views.chat} and {@code views.chat_member}. */
public final class ChatProjection extends Projection {

    /** The processing group. */
    public static final String NAME = "chat";

    private static final BulkStatement<Opened> OPEN = BulkStatement.<Opened>columns()
            .id(row -> row.event().chatId())
            .word(row -> ChatKind.DIRECT)
            .time(row -> row.event().openedAt())
            .numberOrNull(row -> millis(row.event().messageTtl()))
            .time(row -> row.event().expiresAt())
            .number(Opened::position)
            .into("""
                    INSERT INTO views.chat (chat_id, kind, opened_at, message_ttl_ms, expires_at, position)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
                    ON CONFLICT (chat_id) DO NOTHING""");

    private static final BulkStatement<Joined> JOIN = BulkStatement.<Joined>columns()
            .id(row -> row.event().chatId())
            .id(Joined::userId)
            .word(row -> MemberRole.MEMBER)
            .time(row -> row.event().openedAt())
            .number(Joined::ordinal)
            .number(Joined::position)
            .into("""
                    INSERT INTO views.chat_member (chat_id, user_id, role, joined_at, ordinal, position)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
                    ON CONFLICT (chat_id, user_id) DO NOTHING""");

    /** A projection that writes with these. */
    public ChatProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(NAME, List.of("views.chat", "views.chat_member"), List.of(OPEN, JOIN), jdbc, transactions);
    }

    @EventHandler
    void on(DirectChatOpened event, TrackingToken token) {
        long position = positionOf(token);
        List<Joined> joined = new ArrayList<>();
        for (UserId member : event.audience().members()) {
            joined.add(new Joined(event, member, joined.size(), position));
        }
        write(position, OPEN.of(new Opened(event, position)), JOIN.of(joined));
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private record Opened(DirectChatOpened event, long position) {}

    private record Joined(DirectChatOpened event, UserId userId, int ordinal, long position) {}
}
