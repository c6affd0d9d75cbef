package io.parley.command.chat;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;

/** Which living direct chat a pair has. Writes join the transaction of the command that is being handled. */
public interface PairClaims {

    /**
     * Claims the pair for a chat, unless it has a living one. The order of the two does not matter. Of two claims at once
     * one wins; the other waits for its outcome.
     *
     * @return the pair's living chat: the given one if the claim was won
     */
    ChatId claim(UserId one, UserId other, ChatId chatId);

    /** Gives up the claim for a chat that is gone, so that its pair may open another. */
    void release(ChatId chatId);
}
