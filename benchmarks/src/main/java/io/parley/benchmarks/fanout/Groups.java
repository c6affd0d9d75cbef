package io.parley.benchmarks.fanout;

import io.parley.benchmarks.Node;
import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.ChatCommand.OpenGroup;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.user.UserCommand.RegisterUser;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;

/** People, and groups of them to send messages to. */
final class Groups {

    private static final String TEXT = "See you at eight in front of the station, platform four; I bring the tickets.";
    private static final long PATIENCE_SECONDS = 60;

    private final CommandBus bus;
    private final List<UserId> people = new ArrayList<>();

    Groups(Node node) {
        this.bus = node.bean(CommandBus.class);
    }

    /** Registers people until there are so many. */
    void register(int count) {
        List<CompletableFuture<CommandResultMessage<?>>> answers = new ArrayList<>();
        while (people.size() < count) {
            UserId user = UserId.random();
            Confidential name =
                    new Confidential("u" + user.toString().replace("-", "").substring(0, 20));
            answers.add(dispatch(new RegisterUser(user, name, name, new Confidential("a hash"))));
            people.add(user);
            if (answers.size() == 100) {
                answers.forEach(Groups::await);
                answers.clear();
            }
        }
        answers.forEach(Groups::await);
    }

    /** Opens a group of so many people, the first of whom owns it. */
    ChatId group(int size) {
        ChatId chat = ChatId.random();
        await(dispatch(new OpenGroup(chat, people.get(0), new Confidential("group"), people.subList(1, size))));
        return chat;
    }

    /** Opens the direct chat of the first and another. */
    ChatId direct(int other) {
        ChatId chat = ChatId.random();
        await(dispatch(new OpenDirectChat(chat, people.get(0), people.get(other))));
        return chat;
    }

    /** The first sends a message. */
    CompletableFuture<CommandResultMessage<?>> send(ChatId chat) {
        return dispatch(new SendMessage(chat, MessageId.random(), people.get(0), new Confidential(TEXT), null));
    }

    private CompletableFuture<CommandResultMessage<?>> dispatch(ParleyCommand command) {
        CompletableFuture<CommandResultMessage<?>> answer = new CompletableFuture<>();
        CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command);
        bus.dispatch(message, (sent, result) -> answer.complete(result));
        return answer;
    }

    static void await(CompletableFuture<CommandResultMessage<?>> answer) {
        CommandResultMessage<?> result =
                answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (result.isExceptional()) {
            throw new IllegalStateException("a command was refused", result.exceptionResult());
        }
    }
}
