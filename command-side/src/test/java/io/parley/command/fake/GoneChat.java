package io.parley.command.fake;

import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.message;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.chat.ChatCommand.AddMember;
import io.parley.contract.chat.ChatCommand.ChangeChat;
import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatCommand.ChangeTitle;
import io.parley.contract.chat.ChatCommand.RemoveMember;
import io.parley.contract.chat.Retention;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.contract.message.MessageCommand.SendMessage;
import java.util.function.Function;
import java.util.stream.Stream;

/** What people may want of a chat, and are refused when it is gone. */
public final class GoneChat {

    private GoneChat() {}

    /** All that one can want of a chat but to do away with it. */
    public static Stream<Command> commands() {
        return Stream.of(
                new Command("send", by -> new SendMessage(CHAT, message(2), by, new Confidential("text"), null)),
                new Command("send again", by -> new SendMessage(CHAT, message(1), by, new Confidential("text"), null)),
                new Command("send nothing", by -> new SendMessage(CHAT, message(2), by, new Confidential(""), null)),
                new Command("retract", by -> new RetractMessage(CHAT, message(1), by)),
                new Command("retract nothing", by -> new RetractMessage(CHAT, message(9), by)),
                new Command("title", by -> new ChangeTitle(CHAT, by, new Confidential("title"))),
                new Command("title and retention", GoneChat::both),
                new Command("add", by -> new AddMember(CHAT, by, BOB, null)),
                new Command("leave", by -> new RemoveMember(CHAT, by, by)),
                new Command("remove", by -> new RemoveMember(CHAT, by, BOB)),
                new Command("retention", by -> new ChangeRetention(CHAT, by, Retention.FOR_EVER, true, true)));
    }

    private static ParleyCommand both(UserId by) {
        return new ChangeChat(
                CHAT,
                new ChangeTitle(CHAT, by, new Confidential("title")),
                new ChangeRetention(CHAT, by, Retention.FOR_EVER, true, true));
    }

    /**
     * A wish.
     *
     * @param name for people
     * @param wish the command, by whom it is wanted
     */
    public record Command(String name, Function<UserId, ParleyCommand> wish) {

        /** The command. */
        public ParleyCommand by(UserId actor) {
            return wish.apply(actor);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
