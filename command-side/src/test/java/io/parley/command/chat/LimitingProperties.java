package io.parley.command.chat;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.content;
import static io.parley.command.fake.People.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.FakeMessageVault;
import io.parley.contract.chat.Audience;
import io.parley.contract.log.ChatLog;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Messages with ends of their own and a maximum that comes and goes: each goes once, none before its time, and none lives on beyond it
 * once it was looked for.
 */
class LimitingProperties {

    private static final Audience AUDIENCE = new Audience.Pair(ALICE, BOB);

    @Property
    void eachGoesOnceAndAtItsTime(@ForAll("histories") List<Step> steps) {
        Model model = new Model();
        steps.forEach(step -> step.run(model));

        model.pass(Duration.ofDays(1));
        model.expireAll();
        model.limitAll(Duration.ofSeconds(1));
        assertThat(model.gone).as("in the end all have gone").hasSize(model.messages.size());
        assertThat(model.ends.next()).as("nothing is due any more").isNull();
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Step> send = Combinators.combine(
                        Arbitraries.integers().between(0, 30).injectNull(0.5),
                        Arbitraries.integers().between(1, 20))
                .as((ttl, count) -> new Step("send " + count + " for " + ttl, model -> model.send(ttl, count)));
        Arbitrary<Step> pass = Arbitraries.integers()
                .between(-10, 40)
                .map(seconds -> new Step("pass " + seconds, model -> model.pass(Duration.ofSeconds(seconds))));
        Arbitrary<Step> expire = Arbitraries.just(new Step("expire", Model::expireSome));
        Arbitrary<Step> limit = Arbitraries.integers()
                .between(1, 40)
                .map(longest -> new Step("limit " + longest, model -> model.limitAll(Duration.ofSeconds(longest))));
        return Arbitraries.oneOf(send, pass, expire, limit).list().ofMaxSize(40);
    }

    /** Something that happens to a chat. */
    private record Step(String name, Consumer<Model> effect) {

        void run(Model model) {
            effect.accept(model);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A chat as far as its messages end. Between two of them are other events, so that a number is no sequence. */
    private static final class Model {

        private final List<MessageSent> messages = new ArrayList<>();
        private final Set<Long> gone = new HashSet<>();
        private final ExpiryQueues ends = new ExpiryQueues();
        private final ChatLog log = (chatId, number, most) -> LongStream.rangeClosed(1, messages.size())
                .filter(sequence -> number(sequence) > number)
                .limit(most)
                .mapToObj(sequence -> new ChatLog.Numbered(number(sequence), messages.get((int) sequence - 1)))
                .toList();
        private Instant now = NOON;
        private Instant lastSentAt = NOON;

        private static long number(long sequence) {
            return sequence * 3;
        }

        private void pass(Duration time) {
            now = now.plus(time);
        }

        private void send(@Nullable Integer ttl, int count) {
            lastSentAt = now.isBefore(lastSentAt) ? lastSentAt : now;
            for (int i = 0; i < count; i++) {
                long sequence = messages.size() + 1L;
                Instant end = ttl == null ? null : lastSentAt.plusSeconds(ttl + 1L);
                messages.add(sent(sequence, end));
                ends.sent(messages.get(messages.size() - 1), number(sequence));
            }
        }

        private MessageSent sent(long sequence, @Nullable Instant end) {
            var sealed = FakeMessageVault.sealed(message(sequence), content("text"), null);
            return new MessageSent(
                    CHAT,
                    message(sequence),
                    ALICE,
                    sequence,
                    lastSentAt,
                    end,
                    AUDIENCE,
                    sealed.content(),
                    sealed.mac(),
                    null);
        }

        private void expireSome() {
            Instant before = now;
            new Expiring(CHAT, AUDIENCE, log, now).of(ends.due(now)).forEach(event -> {
                ends.expired(event);
                event.ranges()
                        .forEach(range -> take(range, sent -> {
                            assertThat(sent.expiresAt()).isNotNull().isBeforeOrEqualTo(before);
                        }));
            });
        }

        private void expireAll() {
            int before;
            do {
                before = gone.size();
                expireSome();
            } while (gone.size() > before || isDue());
            assertThat(messages.stream().filter(this::lives).map(MessageSent::expiresAt))
                    .allMatch(end -> end == null || end.isAfter(now));
        }

        private boolean isDue() {
            return !ends.due(now).isEmpty();
        }

        private void limitAll(Duration longest) {
            boolean more = true;
            while (more) {
                Instant at = ends.notBeforeTheLast(now);
                long from = messages.stream()
                        .filter(this::lives)
                        .mapToLong(MessageSent::sequence)
                        .min()
                        .orElse(1);
                List<MessagesExpired> events =
                        new Expiring(CHAT, AUDIENCE, log, at).of(ends, from, messages.size(), longest);
                events.forEach(event -> {
                    ends.expired(event);
                    event.ranges().forEach(range -> take(range, sent -> requireOver(sent, at, longest)));
                });
                more = !events.isEmpty();
            }
            assertThat(messages.stream().filter(this::lives).map(MessageSent::sentAt))
                    .allMatch(sentAt -> sentAt.plus(longest).isAfter(now));
        }

        private static void requireOver(MessageSent sent, Instant at, Duration longest) {
            Instant end = sent.expiresAt();
            assertThat(sent.sentAt().plus(longest).isAfter(at) && (end == null || end.isAfter(at)))
                    .as("goes before its time")
                    .isFalse();
        }

        private boolean lives(MessageSent message) {
            return !gone.contains(message.sequence());
        }

        private void take(SequenceRange range, Consumer<MessageSent> check) {
            LongStream.rangeClosed(range.from(), range.to()).forEach(sequence -> {
                assertThat(gone.add(sequence))
                        .as("message %d goes once", sequence)
                        .isTrue();
                check.accept(messages.get((int) sequence - 1));
            });
        }
    }
}
