package io.parley.command;

import io.parley.contract.chat.ChatCommand;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.FanOutCommand;
import io.parley.contract.media.MediaCommand;
import io.parley.contract.message.MessageCommand;
import io.parley.contract.receipt.ReceiptCommand;
import io.parley.contract.session.SessionCommand;
import io.parley.contract.session.SessionCommand.CloseSession;
import io.parley.contract.session.SessionCommand.EndSession;
import io.parley.contract.user.UserCommand;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Turns "no such aggregate" into the refusal that fits the command. To be registered with the command bus as an interceptor
 * of its handlers.
 */
public final class UnknownAggregates implements MessageHandlerInterceptor<CommandMessage<?>> {

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        try {
            return chain.proceed();
        } catch (AggregateNotFoundException unknown) {
            Object command = unitOfWork.getMessage().getPayload();
            if (command instanceof CloseSession) {
                return null; // a session that never was is as good as closed
            }
            throw refusal(command, unknown);
        }
    }

    private static RuntimeException refusal(Object command, AggregateNotFoundException unknown) {
        if (command instanceof ChatCommand || command instanceof MessageCommand || command instanceof ReceiptCommand) {
            return new Rejection(ErrorCode.CHAT_NOT_FOUND, "There is no such chat.");
        }
        if (command instanceof FanOutCommand) {
            return new Rejection(ErrorCode.MESSAGE_NOT_FOUND, "Nothing was given up there.");
        }
        if (command instanceof UserCommand) {
            return new Rejection(ErrorCode.USER_NOT_FOUND, "There is no such user.");
        }
        if (command instanceof EndSession) {
            return new Rejection(ErrorCode.SESSION_NOT_FOUND, "There is no such session.");
        }
        if (command instanceof SessionCommand) {
            return new Rejection(ErrorCode.BAD_CREDENTIALS, "The refresh token is not valid.");
        }
        if (command instanceof MediaCommand) {
            return new Rejection(ErrorCode.MEDIA_NOT_FOUND, "There are no such media.");
        }
        return unknown;
    }
}
