package io.parley.query.chat;

import static io.parley.query.ReadModel.CHAT;

import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.ChatQuery.FindChat;
import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.ChatView.Member;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.chat.TitleReader;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.query.Answers;
import io.parley.query.ReadModel;
import io.parley.query.Rows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions about chats. */
public final class ChatQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(CHAT);

    private final JdbcClient jdbc;
    private final ChatAccess access;
    private final TitleReader titles;
    private final Answers answers;

    /** A handler that reads with these. */
    public ChatQueries(JdbcClient jdbc, TitleReader titles, Clock clock, Answers answers) {
        this.jdbc = jdbc;
        this.access = new ChatAccess(jdbc, clock);
        this.titles = titles;
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
        Found found = find(chatId).orElseThrow(ChatAccess::notFound);
        return new ChatView(
                chatId,
                found.kind(),
                open(found.title()),
                found.lastSequence(),
                found.ttl(),
                found.expiresAt(),
                found.heldSince(),
                members);
    }

    private @Nullable Confidential open(@Nullable Ciphertext title) {
        return title == null ? null : titles.read(List.of(title)).get(title);
    }

    private Optional<Found> find(ChatId chatId) {
        return jdbc.sql("""
                        SELECT c.kind, c.title, c.title_key, c.message_ttl_ms, c.expires_at, c.held_since,
                            c.last_sequence
                        FROM views.chat c
                        WHERE c.chat_id = ?""")
                .param(chatId.value())
                .query((row, number) -> new Found(
                        ChatKind.valueOf(row.getString("kind")),
                        Rows.sealedOrNull(row, "title", "title_key"),
                        row.getLong("last_sequence"),
                        Rows.millisOrNull(row, "message_ttl_ms"),
                        Rows.timeOrNull(row, "expires_at"),
                        Rows.timeOrNull(row, "held_since")))
                .optional();
    }

    private List<Member> members(ChatId chatId) {
        return jdbc.sql("""
                        SELECT user_id, role, joined_at FROM views.chat_member
                        WHERE chat_id = ? AND until_position IS NULL
                        ORDER BY position, ordinal""")
                .param(chatId.value())
                .query((row, number) -> new Member(
                        new UserId(Rows.id(row, "user_id")),
                        MemberRole.valueOf(row.getString("role")),
                        Rows.time(row, "joined_at")))
                .list();
    }

    private record Found(
            ChatKind kind,
            @Nullable Ciphertext title,
            long lastSequence,
            @Nullable Duration ttl,
            @Nullable Instant expiresAt,
            @Nullable Instant heldSince) {}
}
