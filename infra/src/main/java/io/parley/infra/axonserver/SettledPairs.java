package io.parley.infra.axonserver;

import io.parley.command.chat.PairClaims;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.infra.store.StoreFailures;

/** Pairs and their chats, of which none is named to others before its first event is in the log. */
final class SettledPairs implements PairClaims {

    private final PairClaims pairs;
    private final Creations creations;

    SettledPairs(PairClaims pairs, Creations creations) {
        this.pairs = pairs;
        this.creations = creations;
    }

    @Override
    public ChatId claim(UserId one, UserId other, ChatId chatId) {
        ChatId living = pairs.claim(one, other, chatId);
        if (!living.equals(chatId) && creations.isPending(living.toString())) {
            throw StoreFailures.unavailable();
        }
        return living;
    }
}
