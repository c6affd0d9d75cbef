package io.parley.command.chat;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.Refusals.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.CommandSide;
import io.parley.command.fake.FakeBlocks;
import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeDeadlines;
import io.parley.command.fake.FakeMedia;
import io.parley.command.fake.FakeMessageVault;
import io.parley.command.fake.FakePairs;
import io.parley.command.message.MessageParser;
import io.parley.contract.Confidential;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Sends into two chats, new, repeated, reused and in vain, while the clock goes to and fro, against a simple model. */
class SendingProperties {

    private static final ChatId OTHER_CHAT = new ChatId(UUID.fromString("cccccccc-0000-4000-8000-00000000c4a8"));

    @Property(tries = 300)
    void sequencesHaveNoGapTimesNeverDecreaseAndRepeatsAreAnsweredAsAtFirst(@ForAll("steps") List<Step> steps) {
        FakeClock clock = new FakeClock(NOON);
        Model model = new Model();
        CommandSide commandSide = commandSide(clock);
        for (Step step : steps) {
            clock.move(step.clock());
            model.expect(step.command(), commandSide);
        }
    }

    private static CommandSide commandSide(FakeClock clock) {
        CommandSide commandSide = new CommandSide();
        commandSide.handle(
                Chat.class,
                new FakeMessageVault(),
                new MessageParser(),
                new FakeMedia().attachments(),
                new FakeBlocks(),
                clock,
                commandSide.sentMessages,
                new FakePairs(),
                new FakeDeadlines(),
                RetentionPolicy.NONE);
        commandSide.given("Chat", CHAT.toString(), 0, opened(CHAT));
        commandSide.given("Chat", OTHER_CHAT.toString(), 0, opened(OTHER_CHAT));
        return commandSide;
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<MessageId> ids = Arbitraries.longs().between(1, 15).map(n -> message(n));
        Arbitrary<SendMessage> commands = Combinators.combine(
                        Arbitraries.frequency(
                                net.jqwik.api.Tuple.of(8, CHAT),
                                net.jqwik.api.Tuple.of(3, OTHER_CHAT),
                                net.jqwik.api.Tuple.of(1, new ChatId(new UUID(0, 0)))),
                        ids,
                        Arbitraries.of(ALICE, ALICE, BOB, BOB, CAROL),
                        Arbitraries.of("yes", "no", "", "\u0007"),
                        ids.injectNull(0.8))
                .as((chat, id, sender, text, replyTo) ->
                        new SendMessage(chat, id, sender, new Confidential(text), replyTo));
        Arbitrary<Duration> moves = Arbitraries.longs().between(-3_000, 3_000).map(Duration::ofMillis);
        return Combinators.combine(commands, moves).as(Step::new).list().ofMaxSize(60);
    }

    /**
     * A step.
     *
     * @param command what is sent
     * @param clock by what the clock moves before
     */
    record Step(SendMessage command, Duration clock) {}

    /** What was accepted, and what follows from it for the next command. */
    private static final class Model {

        private final Map<MessageId, SendMessage> accepted = new HashMap<>();
        private final Map<MessageId, SentMessage> answers = new HashMap<>();
        private final Map<ChatId, SentMessage> last = new HashMap<>();

        void expect(SendMessage command, CommandSide commandSide) {
            ErrorCode refusal = refusal(command);
            if (refusal != null) {
                assertThat(codeOf(() -> commandSide.send(command))).isEqualTo(refusal);
                return;
            }
            SentMessage answer = (SentMessage) commandSide.send(command);
            SentMessage first = answers.get(command.messageId());
            if (first != null) {
                assertThat(answer)
                        .isEqualTo(new SentMessage(
                                first.messageId(), first.chatId(), first.sequence(), first.sentAt(), null, true));
            } else {
                accept(command, answer);
            }
        }

        private void accept(SendMessage command, @Nullable SentMessage answer) {
            SentMessage before = last.get(command.chatId());
            Instant earliest = before == null ? NOON : before.sentAt();
            assertThat(answer).isNotNull();
            assertThat(answer.repeated()).isFalse();
            assertThat(answer.sequence()).isEqualTo(before == null ? 1 : before.sequence() + 1);
            assertThat(answer.sentAt()).isAfterOrEqualTo(earliest);
            accepted.put(command.messageId(), command);
            answers.put(command.messageId(), answer);
            last.put(command.chatId(), answer);
        }

        private @Nullable ErrorCode refusal(SendMessage command) {
            if (!isMember(command.chatId(), command.senderId())) {
                return ErrorCode.CHAT_NOT_FOUND;
            }
            if (command.text().value().isBlank() || command.text().value().equals("\u0007")) {
                return ErrorCode.INVALID_REQUEST;
            }
            SendMessage first = accepted.get(command.messageId());
            if (first != null && first.equals(command)) {
                return null;
            }
            if (first != null && first.chatId().equals(command.chatId())) {
                return ErrorCode.MESSAGE_ID_REUSED;
            }
            if (command.replyTo() != null && !isIn(command.chatId(), command.replyTo())) {
                return ErrorCode.REPLY_NOT_FOUND;
            }
            return first == null ? null : ErrorCode.MESSAGE_ID_REUSED;
        }

        private boolean isIn(ChatId chatId, MessageId messageId) {
            SendMessage message = accepted.get(messageId);
            return message != null && message.chatId().equals(chatId);
        }

        private static boolean isMember(ChatId chatId, UserId userId) {
            return (chatId.equals(CHAT) || chatId.equals(OTHER_CHAT)) && !userId.equals(CAROL);
        }
    }
}
