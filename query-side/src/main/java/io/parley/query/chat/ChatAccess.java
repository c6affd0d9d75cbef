package io.parley.query.chat;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.query.HeldBack;
import io.parley.query.ReadModel;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who may see a chat: its members, and those who were members as far as that goes. To others there is no such chat, even while a
 * part of it is held back, so that identifiers cannot be probed. Of a chat that is gone, or whose
 * time has come while its deadline is late, those are told who were in it when it went.
 */
public final class ChatAccess {

    private static final String SQL = """
            SELECT held.*, m.user_id IS NOT NULL AS known,
                m.after_sequence, m.until_sequence, m.lane, m.until_position,
                c.gone_position IS NOT NULL OR (c.held_since IS NULL AND c.expires_at <= :now) AS gone,
                c.held_since IS NOT NULL AS held
            FROM (SELECT EXISTS (SELECT FROM views.held_back
                        WHERE subject = :chat AND user_id = :viewer AND projection = ANY (:models)) AS from_viewer,
                    EXISTS (SELECT FROM views.held_back
                        WHERE subject = :chat AND user_id = :allMembers AND projection = ANY (:models)) AS from_members
                ) held
            LEFT JOIN views.chat_member m ON m.chat_id = :chat AND m.user_id = :viewer
            LEFT JOIN views.chat c ON c.chat_id = :chat
            ORDER BY m.spell""";

    private final JdbcClient jdbc;
    private final Living living;

    /** Looks into {@code views.chat_member} and {@code views.held_back}. */
    public ChatAccess(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.living = new Living(clock);
    }

    /**
     * Refuses {@code chat_not_found} to who is not in the chat, {@code not_yet} to members while it is held back, {@code chat_gone} to
     * them once it is gone.
     *
     * @param models the read models that the caller is about to read, {@link ReadModel#CHAT} among them
     * @return the viewer's spell, which lasts
     */
    public KnownSpell require(ChatId chatId, UserId viewer, Set<ReadModel> models) {
        Standing standing = standing(chatId, viewer, models);
        List<KnownSpell> lasting =
                standing.spells().stream().filter(KnownSpell::lasts).toList();
        standing.refuseUnless(!lasting.isEmpty());
        return lasting.get(0);
    }

    /**
     * Refuses {@code chat_not_found} to who never was in the chat, {@code not_yet} to all others while it is held back. Once it is gone,
     * {@code chat_gone} to who was in it, and {@code chat_not_found} to all others.
     *
     * @param models the read models that the caller is about to read, {@link ReadModel#CHAT} among them
     * @return all the viewer's spells, in order; at least one
     */
    public List<KnownSpell> requireSpells(ChatId chatId, UserId viewer, Set<ReadModel> models) {
        Standing standing = standing(chatId, viewer, models);
        standing.refuseUnless(!standing.spells().isEmpty());
        return standing.spells();
    }

    /** Row by row the same standing, with another spell each; one row without a spell for who never was in the chat. */
    private Standing standing(ChatId chatId, UserId viewer, Set<ReadModel> models) {
        List<Found> found = jdbc.sql(SQL)
                .param("chat", chatId.value())
                .param("viewer", viewer.value())
                .param("allMembers", HeldBack.ALL_MEMBERS)
                .param("now", living.now())
                .param("models", HeldBack.projections(models))
                .query((row, number) -> new Found(
                        row.getBoolean("from_viewer"),
                        row.getBoolean("from_members"),
                        row.getBoolean("gone"),
                        row.getBoolean("known") ? KnownSpell.of(row) : null))
                .list();
        List<KnownSpell> spells =
                found.stream().map(Found::spell).filter(Objects::nonNull).toList();
        refuseIfGone(found.get(0).gone(), spells);
        return new Standing(found.get(0).fromViewer(), found.get(0).fromMembers(), spells);
    }

    /** Nothing is waited for: nothing more comes, and who was in it is known for good. */
    private static void refuseIfGone(boolean gone, List<KnownSpell> spells) {
        if (gone) {
            throw spells.stream().anyMatch(KnownSpell::lasts)
                    ? new Rejection(ErrorCode.CHAT_GONE, "the chat is gone")
                    : notFound();
        }
    }

    static Rejection notFound() {
        return new Rejection(ErrorCode.CHAT_NOT_FOUND, "there is no such chat");
    }

    private record Found(
            boolean fromViewer,
            boolean fromMembers,
            boolean gone,
            @Nullable KnownSpell spell) {}

    /** What is held back from all members tells a member "not yet", and to others it tells nothing. */
    private record Standing(boolean fromViewer, boolean fromMembers, List<KnownSpell> spells) {

        void refuseUnless(boolean entitled) {
            HeldBack.refuseIf(fromViewer || (entitled && fromMembers));
            if (!entitled) {
                throw notFound();
            }
        }
    }
}
