package io.parley.query.chat;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.query.HeldBack;
import io.parley.query.ReadModel;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who may see a chat: its members. To others there is no such chat, even while a part of it is held back, so that identifiers
 * cannot be probed.
 */
public final class ChatAccess {

    private final JdbcClient jdbc;

    /** Looks into {@code views.chat_member} and {@code views.held_back}. */
    public ChatAccess(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Refuses {@code chat_not_found} to who is not in the chat, {@code not_yet} to members while it is held back.
     *
     * @param models the read models that the caller is about to read, {@link ReadModel#CHAT} among them
     */
    public void require(ChatId chatId, UserId viewer, Set<ReadModel> models) {
        Standing standing = jdbc.sql("""
                        SELECT EXISTS (SELECT FROM views.chat_member WHERE chat_id = :chat AND user_id = :viewer)
                                AS member,
                            EXISTS (SELECT FROM views.held_back
                                WHERE subject = :chat AND user_id = :viewer AND projection = ANY (:models))
                                AS held_back""")
                .param("chat", chatId.value())
                .param("viewer", viewer.value())
                .param("models", HeldBack.projections(models))
                .query((row, number) -> new Standing(row.getBoolean("member"), row.getBoolean("held_back")))
                .single();
        HeldBack.refuseIf(standing.heldBack());
        if (!standing.member()) {
            throw notFound();
        }
    }

    static Rejection notFound() {
        return new Rejection(ErrorCode.CHAT_NOT_FOUND, "there is no such chat");
    }

    private record Standing(boolean member, boolean heldBack) {}
}
