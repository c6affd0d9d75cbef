package io.parley.benchmarks.commands;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.user.UserCommand.RegisterUser;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;

/** Open chats to send messages to, each of a pair of its own. */
public final class Chats {

    private static final String TEXT = "See you at eight in front of the station, platform four; I bring the tickets.";
    private static final long SETUP_SECONDS = 30;

    private final List<Chat> chats;
    private final UserId outsider = UserId.random();

    private Chats(List<Chat> chats) {
        this.chats = chats;
    }

    /** Registers as few people as can have so many chats, and opens them by commands. */
    public static Chats open(CommandBus bus, int count) {
        List<UserId> people = new ArrayList<>();
        List<Chat> chats = new ArrayList<>();
        while (chats.size() < count) {
            UserId newcomer = register(bus);
            for (UserId other : people) {
                if (chats.size() < count) {
                    chats.add(open(bus, newcomer, other));
                }
            }
            people.add(newcomer);
        }
        return new Chats(chats);
    }

    /** A message to any of the chats, by a member. */
    SendMessage message(SplittableRandom random) {
        Chat chat = chats.get(random.nextInt(chats.size()));
        return message(chat.id(), chat.member());
    }

    /** A message that is refused, for its sender is no member. */
    SendMessage refused(SplittableRandom random) {
        return message(chats.get(random.nextInt(chats.size())).id(), outsider);
    }

    private static SendMessage message(ChatId chat, UserId sender) {
        return new SendMessage(chat, MessageId.random(), sender, new Confidential(TEXT), null);
    }

    private static UserId register(CommandBus bus) {
        UserId user = UserId.random();
        Confidential handle =
                new Confidential("u" + user.toString().replace("-", "").substring(0, 20));
        handle(bus, new RegisterUser(user, handle, handle, new Confidential("a hash")));
        return user;
    }

    private static Chat open(CommandBus bus, UserId one, UserId other) {
        ChatId chat = ChatId.random();
        handle(bus, new OpenDirectChat(chat, one, other));
        return new Chat(chat, one);
    }

    private static void handle(CommandBus bus, ParleyCommand command) {
        CompletableFuture<CommandResultMessage<?>> answer = new CompletableFuture<>();
        CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command);
        bus.dispatch(message, (sent, result) -> answer.complete(result));
        CommandResultMessage<?> result =
                answer.orTimeout(SETUP_SECONDS, TimeUnit.SECONDS).join();
        if (result.isExceptional()) {
            throw new IllegalStateException("the chats could not be opened", result.exceptionResult());
        }
    }

    private record Chat(ChatId id, UserId member) {}
}
