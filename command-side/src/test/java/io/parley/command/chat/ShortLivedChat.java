package io.parley.command.chat;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.People.send;
import static io.parley.command.fake.Refusals.codeOf;
import static io.parley.command.fake.Temporary.OPERATOR;
import static io.parley.command.fake.Temporary.keyOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.CommandSide;
import io.parley.command.fake.FakeBlocks;
import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeDeadlines;
import io.parley.command.fake.FakeMedia;
import io.parley.command.fake.FakeMessageVault;
import io.parley.command.fake.FakePairs;
import io.parley.command.message.MessageParser;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatCommand.HoldChat;
import io.parley.contract.chat.ChatCommand.ReleaseChat;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.UserId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.ExpiryOutcome;
import io.parley.contract.message.MessageCommand.ExpireMessages;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A chat, and beside it what should be so: a list of messages, of which each is there, taken back or gone. */
final class ShortLivedChat {

    private final FakeClock clock = new FakeClock(NOON);
    private final FakeMessageVault vault = new FakeMessageVault();
    private final FakePairs pairs = new FakePairs();
    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final List<Message> messages = new ArrayList<>();
    private CommandSide commandSide = commandSide();
    private Retention retention = Retention.FOR_EVER;
    private boolean held;
    private @Nullable Instant deadline;
    private int deadlinesSeen;

    ShortLivedChat() {
        commandSide.given("Chat", CHAT.toString(), 0, opened());
    }

    private CommandSide commandSide() {
        CommandSide side = new CommandSide();
        side.handle(
                Chat.class,
                vault,
                new MessageParser(),
                new FakeMedia().attachments(),
                new FakeBlocks(),
                clock,
                side.sentMessages,
                pairs,
                deadlines,
                RetentionPolicy.NONE);
        return side;
    }

    /** One of Alice's, as it should be. */
    private static final class Message {
        private final SentMessage answer;
        private boolean takenBack;
        private boolean gone;

        Message(SentMessage answer) {
            this.answer = answer;
        }

        private boolean ends() {
            return answer.expiresAt() != null && !gone;
        }

        private Instant end() {
            return Objects.requireNonNull(answer.expiresAt());
        }
    }

    /** What may happen. */
    sealed interface Step {

        void in(ShortLivedChat chat);

        /** Alice sends a message. */
        record Send() implements Step {
            @Override
            public void in(ShortLivedChat chat) {
                chat.say();
            }
        }

        /** Messages live for another time from now on; zero is for ever. */
        record Shorten(Duration ttl) implements Step {
            @Override
            public void in(ShortLivedChat chat) {
                chat.change(ttl.isZero() ? null : ttl);
            }
        }

        /** The clock goes, back too. */
        record Move(Duration by) implements Step {
            @Override
            public void in(ShortLivedChat chat) {
                chat.clock.move(by);
            }
        }

        /** Somebody asks for what is due. */
        record Ask() implements Step {
            @Override
            public void in(ShortLivedChat chat) {
                chat.expire();
            }
        }

        /** The deadline is looked at, and handled if it is due. */
        record ComeDue() implements Step {
            @Override
            public void in(ShortLivedChat chat) {
                chat.comeDue();
            }
        }

        /** A message is taken back, by Alice, or by Bob who may not. */
        record TakeBack(int n, boolean own) implements Step {
            @Override
            public void in(ShortLivedChat chat) {
                chat.takeBack(n, own ? ALICE : BOB);
            }
        }

        /** An operator holds the chat, or releases it. */
        record Hold(boolean hold) implements Step {
            @Override
            public void in(ShortLivedChat chat) {
                chat.hold(hold);
            }
        }

        /** The chat is read anew from the log. */
        record Restart() implements Step {
            @Override
            public void in(ShortLivedChat chat) {
                chat.restart();
            }
        }
    }

    private void say() {
        long n = messages.size() + 1L;
        SentMessage answer = (SentMessage) Objects.requireNonNull(commandSide.send(send(n, "text")));
        assertThat(answer.expiresAt()).isEqualTo(retention.expiryOf(answer.sentAt()));
        messages.add(new Message(answer));
        hearDeadlines();
    }

    private void change(@Nullable Duration ttl) {
        retention = new Retention(ttl, null);
        commandSide.send(new ChangeRetention(CHAT, ALICE, retention, true, false));
        hearDeadlines();
    }

    private void takeBack(int n, UserId actor) {
        int before = eventCount();
        RetractMessage command = new RetractMessage(CHAT, message(n), actor);
        ErrorCode refusal = refusal(n, actor);
        if (refusal != null) {
            assertThat(codeOf(() -> commandSide.send(command))).isEqualTo(refusal);
            assertThat(eventsAfter(before)).isEmpty();
            return;
        }
        Message message = messages.get(n - 1);
        commandSide.send(command);
        assertThat(eventsAfter(before)).hasSize(message.takenBack ? 0 : 1).allSatisfy(event -> assertThat(event)
                .isInstanceOfSatisfying(MessageRetracted.class, retracted -> assertThat(retracted.sequence())
                        .isEqualTo(n)));
        message.takenBack = true;
        requireKeys();
    }

    private @Nullable ErrorCode refusal(int n, UserId actor) {
        if (n > messages.size()) {
            return ErrorCode.MESSAGE_NOT_FOUND;
        }
        Message message = messages.get(n - 1);
        if (message.gone || (!held && isDue(message))) {
            return ErrorCode.MESSAGE_NOT_FOUND;
        }
        if (!actor.equals(ALICE)) {
            return ErrorCode.FORBIDDEN;
        }
        return held && !message.takenBack ? ErrorCode.CHAT_HELD : null;
    }

    private boolean isDue(Message message) {
        return message.ends() && !message.end().isAfter(clock.instant());
    }

    private void hold(boolean hold) {
        int before = eventCount();
        commandSide.send(hold ? new HoldChat(CHAT, OPERATOR) : new ReleaseChat(CHAT, OPERATOR));
        assertThat(eventsAfter(before)).hasSize(hold == held ? 0 : 1);
        held = hold;
        hearDeadlines();
    }

    private ExpiryOutcome expire() {
        List<Message> due =
                held ? List.of() : messages.stream().filter(this::isDue).toList();
        int before = eventCount();
        ExpiryOutcome outcome = (ExpiryOutcome) Objects.requireNonNull(commandSide.send(new ExpireMessages(CHAT)));
        assertThat(eventsAfter(before).stream().flatMap(ShortLivedChat::sequences))
                .containsExactlyInAnyOrderElementsOf(
                        due.stream().map(message -> message.answer.sequence()).toList());
        due.forEach(message -> message.gone = true);
        assertThat(outcome).isEqualTo(new ExpiryOutcome(due.size(), next(), false));
        requireKeys();
        return outcome;
    }

    private static Stream<Long> sequences(ParleyEvent event) {
        MessagesExpired expired = (MessagesExpired) event;
        List<Long> sequences = expired.ranges().stream()
                .flatMap(range ->
                        LongStream.rangeClosed(range.from(), range.to()).boxed())
                .toList();
        assertThat(sequences).isNotEmpty();
        assertThat(expired.keys())
                .containsExactlyElementsOf(sequences.stream().map(n -> keyOf(n)).toList());
        return sequences.stream();
    }

    private @Nullable Instant next() {
        return held
                ? null
                : messages.stream()
                        .filter(Message::ends)
                        .map(Message::end)
                        .min(Instant::compareTo)
                        .orElse(null);
    }

    /** The keys that are gone are those of what was taken back or has gone. */
    private void requireKeys() {
        assertThat(vault.destroyed())
                .containsExactlyInAnyOrderElementsOf(messages.stream()
                        .filter(message -> message.takenBack || message.gone)
                        .map(message -> keyOf(message.answer.sequence()))
                        .toList());
    }

    private void hearDeadlines() {
        List<Instant> armed = deadlines.armed();
        while (deadlinesSeen < armed.size()) {
            deadline = ExpiryQueues.earlier(deadline, armed.get(deadlinesSeen++));
        }
    }

    /** What has an end has a deadline, no later than it. */
    void requireDeadline() {
        Instant next = next();
        if (next != null) {
            assertThat(deadline).isNotNull().isBeforeOrEqualTo(next);
        }
    }

    private void comeDue() {
        if (deadline != null && !deadline.isAfter(clock.instant())) {
            deadline = expire().next();
        }
    }

    private void restart() {
        List<LoggedEvent> events = commandSide.log.events();
        commandSide = commandSide();
        for (int number = 0; number < events.size(); number++) {
            commandSide.given(
                    "Chat", CHAT.toString(), number, events.get(number).event());
        }
    }

    /** Deadlines come due until none is left: then all that has an end is gone, and all is answered as it was. */
    void liveToTheEnd() {
        hold(false);
        for (int left = 1_000; deadline != null; left--) {
            assertThat(left).as("deadlines left").isPositive();
            clock.set(deadline.isAfter(clock.instant()) ? deadline : clock.instant());
            comeDue();
        }
        assertThat(messages).noneMatch(Message::ends);
        restart();
        assertThat(expire().expired()).isZero();
        for (Message message : messages) {
            SentMessage first = message.answer;
            assertThat(commandSide.send(send(first.sequence(), "text")))
                    .isEqualTo(new SentMessage(
                            first.messageId(), CHAT, first.sequence(), first.sentAt(), first.expiresAt(), true));
        }
    }

    private int eventCount() {
        return commandSide.log.events().size();
    }

    private List<ParleyEvent> eventsAfter(int count) {
        return commandSide.log.events().stream()
                .skip(count)
                .map(LoggedEvent::event)
                .toList();
    }
}
