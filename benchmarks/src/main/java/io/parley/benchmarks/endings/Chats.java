package io.parley.benchmarks.endings;

import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.Retention;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.user.UserCommand.RegisterUser;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Direct chats, each of a pair of its own, of as few people as can have so many. */
public final class Chats {

    private static final String TEXT = "See you at eight in front of the station, platform four; I bring the tickets.";
    private static final long SEED = 42;

    private final List<Chat> chats;

    private Chats(List<Chat> chats) {
        this.chats = chats;
    }

    /** Opens them by commands, each for as long as one says. */
    static Chats open(Commands commands, int count, IntFunction<Retention> retention) throws InterruptedException {
        List<UserId> people = new ArrayList<>();
        List<OpenDirectChat> openings = new ArrayList<>();
        while (openings.size() < count) {
            UserId newcomer = UserId.random();
            for (int i = 0; i < people.size() && openings.size() < count; i++) {
                openings.add(
                        new OpenDirectChat(ChatId.random(), newcomer, people.get(i), retention.apply(openings.size())));
            }
            people.add(newcomer);
        }
        commands.sendAll(people.size(), i -> registration(people.get(i)), answer -> {});
        commands.sendAll(count, openings::get, answer -> {});
        return new Chats(openings.stream()
                .map(opening -> new Chat(opening.chatId(), opening.opener()))
                .toList());
    }

    /** Opens chats that all live alike. */
    public static Chats open(Commands commands, int count, Retention retention) throws InterruptedException {
        return open(commands, count, i -> retention);
    }

    private static RegisterUser registration(UserId user) {
        Confidential name =
                new Confidential("u" + user.toString().replace("-", "").substring(0, 20));
        return new RegisterUser(user, name, name, new Confidential("a hash"));
    }

    Chat get(int index) {
        return chats.get(index);
    }

    /** The first so many of them. */
    Chats first(int count) {
        return new Chats(chats.subList(0, count));
    }

    /** Messages to one after the other of them, in an order of chance that is the same each time. */
    public Supplier<SendMessage> inTurns() {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] order = IntStream.range(0, chats.size()).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        int[] next = {0};
        return () -> chats.get(order[next[0]++ % order.length]).message();
    }

    /**
     * One of them.
     *
     * @param member who opened it, and says everything
     */
    record Chat(ChatId id, UserId member) {

        SendMessage message() {
            return new SendMessage(id, MessageId.random(), member, new Confidential(TEXT), null);
        }
    }
}
