package io.parley.infra.account;

import io.parley.command.chat.PairClaims;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.infra.database.ImmediateWrites;
import io.parley.infra.keyring.ServiceKeys;
import io.parley.infra.startup.StoreKind;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which living direct chat a pair has, in the table {@code work.direct_chat}. Needs transactions that are READ COMMITTED, as
 * they are by default: who waited for another's claim then sees it. Blocking.
 */
final class PairTable implements PairClaims {

    private static final String PAIR_INDEX = "pair";
    private static final int TRIES = 5;

    private final JdbcClient jdbc;
    private final ServiceKeys keys;
    private final StoreKind store;

    PairTable(JdbcClient jdbc, ServiceKeys keys, StoreKind store) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.store = store;
    }

    /** Tries again only if the chat that stood in the way was purged in between. */
    @Override
    public ChatId claim(UserId one, UserId other, ChatId chatId) {
        byte[] pair = mac(one.value(), other.value());
        for (int i = 0; i < TRIES; i++) {
            if (insert(pair, chatId)) {
                ImmediateWrites.note();
                return chatId;
            }
            Optional<ChatId> living = find(pair);
            if (living.isPresent()) {
                return living.get();
            }
        }
        throw new ConcurrencyFailureException("a pair's direct chat kept coming and going");
    }

    /** Where the log lies elsewhere, it is released when the event is there; {@link AccountRemains} does it. */
    @Override
    public void release(ChatId chatId) {
        if (store.isTransactional()) {
            ImmediateWrites.note();
            AccountRemains.release(jdbc, chatId);
        }
    }

    /** Waits for whoever has inserted the pair and not yet committed: false if they commit, true if they roll back. */
    private boolean insert(byte[] pair, ChatId chatId) {
        String sql = "INSERT INTO work.direct_chat (pair_mac, chat_id) VALUES (?, ?) ON CONFLICT (pair_mac) DO NOTHING";
        return jdbc.sql(sql).param(pair).param(chatId.value()).update() == 1;
    }

    private Optional<ChatId> find(byte[] pair) {
        return jdbc.sql("SELECT chat_id FROM work.direct_chat WHERE pair_mac = ?")
                .param(pair)
                .query((row, number) -> new ChatId(row.getObject(1, UUID.class)))
                .optional();
    }

    private byte[] mac(UUID one, UUID other) {
        boolean inOrder = one.compareTo(other) <= 0;
        UUID lower = inOrder ? one : other;
        UUID higher = inOrder ? other : one;
        return keys.indexMac(
                PAIR_INDEX,
                ByteBuffer.allocate(4 * Long.BYTES)
                        .putLong(lower.getMostSignificantBits())
                        .putLong(lower.getLeastSignificantBits())
                        .putLong(higher.getMostSignificantBits())
                        .putLong(higher.getLeastSignificantBits())
                        .array());
    }
}
