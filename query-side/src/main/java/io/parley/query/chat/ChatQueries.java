package io.parley.query.chat;

import static io.parley.query.ReadModel.CHAT;
import static io.parley.query.ReadModel.INBOX;

import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.ChatQuery.FindChat;
import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.ChatView.Member;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.query.Answers;
import io.parley.query.ReadModel;
import io.parley.query.Rows;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions about chats. */
public final class ChatQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(CHAT, INBOX);

    private final JdbcClient jdbc;
    private final ChatAccess access;
    private final Answers answers;

    /** A handler that reads with these. */
    public ChatQueries(JdbcClient jdbc, Answers answers) {
        this.jdbc = jdbc;
        this.access = new ChatAccess(jdbc);
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<ChatView> handle(FindChat query) {
        return answers.of(query.atLeast(), NEEDED, () -> {
            access.require(query.chatId(), query.viewer(), NEEDED);
            return chat(query.chatId());
        });
    }

    private ChatView chat(ChatId chatId) {
        List<Member> members = members(chatId);
        return jdbc.sql("""
                        SELECT c.kind, c.message_ttl_ms, c.expires_at, coalesce(a.last_sequence, 0) AS last_sequence
                        FROM views.chat c
                        LEFT JOIN views.chat_activity a ON a.chat_id = c.chat_id
                        WHERE c.chat_id = ?""")
                .param(chatId.value())
                .query((row, number) -> new ChatView(
                        chatId,
                        ChatKind.valueOf(row.getString("kind")),
                        row.getLong("last_sequence"),
                        Rows.millisOrNull(row, "message_ttl_ms"),
                        Rows.timeOrNull(row, "expires_at"),
                        members))
                .optional()
                .orElseThrow(ChatAccess::notFound);
    }

    private List<Member> members(ChatId chatId) {
        return jdbc.sql("""
                        SELECT user_id, role, joined_at FROM views.chat_member
                        WHERE chat_id = ? ORDER BY position, ordinal""")
                .param(chatId.value())
                .query((row, number) -> new Member(
                        new UserId(Rows.id(row, "user_id")),
                        MemberRole.valueOf(row.getString("role")),
                        Rows.time(row, "joined_at")))
                .list();
    }
}
