package io.parley.infra.account;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes what is left in these tables of chats that are gone and of accounts that were erased. Idempotent. Statements join the current
 * transaction. Blocking.
 */
public final class AccountRemains {

    private final JdbcClient jdbc;

    AccountRemains(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static void release(JdbcClient jdbc, ChatId chatId) {
        jdbc.sql("DELETE FROM work.direct_chat WHERE chat_id = ?")
                .param(chatId.value())
                .update();
    }

    static void removeCredentials(JdbcClient jdbc, UserId userId) {
        jdbc.sql("DELETE FROM work.credentials WHERE user_id = ?")
                .param(userId.value())
                .update();
    }

    /** Lets the pair of a chat that is gone open another. */
    public void release(ChatId chatId) {
        release(jdbc, chatId);
    }

    /** Removes the credentials and tickets of an account, and the blocks by it and of it. Its handle stays claimed. */
    public void erase(UserId userId) {
        removeCredentials(jdbc, userId);
        jdbc.sql("DELETE FROM work.stream_ticket WHERE user_id = ?")
                .param(userId.value())
                .update();
        jdbc.sql("DELETE FROM work.block WHERE blocker_id = :user OR blocked_id = :user")
                .param("user", userId.value())
                .update();
    }
}
