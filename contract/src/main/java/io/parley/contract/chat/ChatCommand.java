package io.parley.contract.chat;

import io.parley.contract.ParleyCommand;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Commands to a chat as such. */
public sealed interface ChatCommand extends ParleyCommand {

    /**
     * Opens the direct chat of a pair, or finds the living one that the pair already has: a pair has at most one, however
     * both sides open it at once. Answer: {@link OpenedChat}. Refused: {@code chat_with_oneself}, {@code user_not_found}.
     *
     * @param chatId the identifier that a new chat will have
     * @param opener who opens it
     * @param peer the other side
     */
    record OpenDirectChat(@TargetAggregateIdentifier ChatId chatId, UserId opener, UserId peer)
            implements ChatCommand {}
}
