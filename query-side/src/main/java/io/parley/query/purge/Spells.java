package io.parley.query.purge;

import static io.parley.query.ReadModel.CHAT;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.query.HeldBack;
import io.parley.query.ReadModel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who was in a chat when, also once the chat is gone, which is what sets it apart from
 * {@link io.parley.query.chat.ChatAccess}.
 */
final class Spells {

    private static final Set<ReadModel> NEEDED = EnumSet.of(CHAT);

    private final JdbcClient jdbc;

    Spells(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Refuses {@code chat_not_found} to who never was in the chat, {@code not_yet} to all others while it is held back. */
    Viewer require(ChatId chatId, UserId userId) {
        List<Viewer.Spell> spells = jdbc.sql("""
                        SELECT after_sequence, until_sequence, until_position FROM views.chat_member
                        WHERE chat_id = ? AND user_id = ? ORDER BY spell""")
                .params(chatId.value(), userId.value())
                .query((row, number) -> spell(row))
                .list();
        HeldBack.refuseIf(isHeldBack(chatId, userId, !spells.isEmpty()));
        if (spells.isEmpty()) {
            throw new Rejection(ErrorCode.CHAT_NOT_FOUND, "there is no such chat");
        }
        return new Viewer(spells);
    }

    private boolean isHeldBack(ChatId chatId, UserId userId, boolean known) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM views.held_back
                            WHERE subject = :chat AND projection = ANY (:models)
                                AND (user_id = :viewer OR (:known AND user_id = :allMembers)))""")
                .param("chat", chatId.value())
                .param("models", HeldBack.projections(NEEDED))
                .param("viewer", userId.value())
                .param("known", known)
                .param("allMembers", HeldBack.ALL_MEMBERS)
                .query(Boolean.class)
                .single();
    }

    private static Viewer.Spell spell(ResultSet row) throws SQLException {
        return new Viewer.Spell(
                row.getLong("after_sequence"), endOf(row, "until_sequence"), endOf(row, "until_position"));
    }

    private static long endOf(ResultSet row, String column) throws SQLException {
        long end = row.getLong(column);
        return row.wasNull() ? Viewer.LASTING : end;
    }
}
