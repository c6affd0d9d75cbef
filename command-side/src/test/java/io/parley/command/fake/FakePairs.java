package io.parley.command.fake;

import io.parley.command.chat.ChatKeys;
import io.parley.command.chat.PairClaims;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The claims of pairs, and the keys of chats, in memory. */
public final class FakePairs implements PairClaims, ChatKeys {

    private final Map<Set<UserId>, ChatId> claims = new HashMap<>();
    private final Set<ChatId> keys = new HashSet<>();

    @Override
    public ChatId claim(UserId one, UserId other, ChatId chatId) {
        return claims.computeIfAbsent(Set.of(one, other), pair -> chatId);
    }

    @Override
    public void create(ChatId chatId) {
        if (!keys.add(chatId)) {
            throw new IllegalStateException("has a key");
        }
    }

    /** The chats that have a key. */
    public Set<ChatId> keys() {
        return keys;
    }

    @Override
    public List<KeyId> destroy(ChatId chatId) {
        return keys.remove(chatId) ? List.of(keyOf(chatId)) : List.of();
    }

    @Override
    public void release(ChatId chatId) {
        claims.values().remove(chatId);
    }

    /** The key of a chat. */
    public static KeyId keyOf(ChatId chatId) {
        return new KeyId(chatId.value());
    }
}
