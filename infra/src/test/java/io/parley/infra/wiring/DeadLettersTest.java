package io.parley.infra.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.deadletter.DeadLetterDetail;
import io.parley.contract.deadletter.DeadLetterQuery.After;
import io.parley.contract.deadletter.DeadLetterQuery.FindDeadLetter;
import io.parley.contract.deadletter.DeadLetterQuery.FindDeadLetters;
import io.parley.contract.deadletter.DeadLetterRepair;
import io.parley.contract.deadletter.DeadLetterRepair.Outcome;
import io.parley.contract.deadletter.DeadLetterRepair.Retried;
import io.parley.contract.deadletter.DeadLetters;
import io.parley.contract.deadletter.DeadLetters.Letter;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeadLetterId;
import io.parley.contract.id.KeyId;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.message.MessageView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operators see what is held back, have it tried again however long it would have to wait, and give it up. */
class DeadLettersTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final ReadSide read = ReadSide.waiting(Duration.ofHours(1));
    private final DeadLetterRepair repair = new QueuedLetters(
            read.jdbc, name -> Optional.of(read.processor(name).letters()), LONG);
    private final Talk broken = Talk.open(read);

    @AfterEach
    void close() {
        read.close();
    }

    @Test
    void oneOfEachConversationIsListedWithHowManyWaitBehindIt() {
        Talk other = Talk.open(read);
        breakOff(3);
        read.jdbc
                .sql("ALTER TABLE views.receipt ADD CONSTRAINT none CHECK (false)")
                .update();
        other.say(other.opener, "one");
        other.mark(other.peer, 1, 1);
        read.project();

        List<Letter> all = list(null, null, 10).items();

        assertThat(all).extracting(Letter::projection).containsExactly("history", "receipt");
        assertThat(all.get(0)).satisfies(letter -> {
            assertThat(letter.conversation()).isEqualTo(broken.chatId.toString());
            assertThat(letter.type()).isEqualTo("MessageSent");
            assertThat(letter.position()).isEqualTo(3);
            assertThat(letter.cause()).startsWith("WriteFailure: projection history could not write");
            assertThat(letter.behind()).isEqualTo(2);
        });
        assertThat(list("receipt", null, 10).items()).containsExactly(all.get(1));
        DeadLetters first = list(null, null, 1);
        assertThat(first.more()).isTrue();
        DeadLetters second = list(null, new After("history", broken.chatId.toString()), 1);
        assertThat(second.items()).containsExactly(all.get(1));
        assertThat(second.more()).isFalse();
    }

    @Test
    void oneIsShownInFullButForWhatItSays() {
        breakOff(1);

        DeadLetterDetail detail = read.ask(new FindDeadLetter(first()));

        assertThat(detail.letter()).isEqualTo(list(null, null, 1).items().get(0));
        assertThat(detail.revision()).isNotNull();
        assertThat(detail.payloadBytes()).isGreaterThan(100);
        assertThat(detail.ciphertexts()).singleElement().satisfies(one -> assertThat(one.bytes())
                .isEqualTo(36));
    }

    @Test
    void whatCannotBeReadIsShownWithoutWhatIsInItAndCanBeGivenUp() {
        breakOff(2);
        DeadLetterId letter = first();
        String key = KeyId.random().toString();
        for (String payload : List.of(
                "no JSON",
                "{\"text\":\"\\u0000\"}",
                "{\"content\":{\"keyId\":\"no-key\",\"bytes\":\"AAAA\"}}",
                "{\"content\":{\"keyId\":null,\"bytes\":\"AAAA\"}}",
                "{\"content\":{\"keyId\":\"" + key + "\",\"bytes\":\"?\"}}")) {
            store(letter, "payload", payload.getBytes(UTF_8));
            assertThat(read.ask(new FindDeadLetter(letter)).ciphertexts())
                    .as(payload)
                    .isEmpty();
        }
        for (byte[] token : List.of(
                new byte[] {(byte) 0xff},
                "no JSON".getBytes(UTF_8),
                "{\"globalIndex\":\"first\"}".getBytes(UTF_8),
                "{\"globalIndex\":\"\\u0000\"}".getBytes(UTF_8))) {
            store(letter, "payload", token);
            store(letter, "metadata", token);
            store(letter, "token", token);
            DeadLetterDetail detail = read.ask(new FindDeadLetter(letter));
            assertThat(detail.letter().position()).isZero();
            assertThat(detail.payloadBytes()).isEqualTo(token.length);
            assertThat(detail.ciphertexts()).isEmpty();
            assertThat(list(null, null, 1).items()).containsExactly(detail.letter());
        }

        repair.evict(letter);

        assertThat(first()).isNotEqualTo(letter);
    }

    private void store(DeadLetterId letter, String column, byte[] bytes) {
        read.jdbc
                .sql("UPDATE work.dead_letter SET " + column + " = ? WHERE deadletteridentifier = ?")
                .params(bytes, letter.toString())
                .update();
    }

    @Test
    void whatWasMendedGoesThroughAtOnceAndInOrder() {
        breakOff(3);
        read.mend("message");

        assertThat(repair.retry(first())).contains(new Retried(Outcome.HANDLED, 0, null));

        assertThat(read.ask(history()).items())
                .extracting(MessageView::sequence)
                .containsExactly(3L, 2L, 1L);
        assertThat(read.count("held_back")).isZero();
    }

    @Test
    void whatIsStillBrokenFailsAgainAndStaysWhereItIs() {
        breakOff(2);

        for (int i = 0; i < 2; i++) {
            assertThat(repair.retry(first())).hasValueSatisfying(retried -> {
                assertThat(retried.outcome()).isEqualTo(Outcome.FAILED);
                assertThat(retried.waiting()).isEqualTo(2);
                assertThat(retried.cause()).startsWith("projection history could not write");
            });
        }
        assertThat(list(null, null, 10).items()).singleElement().satisfies(letter -> assertThat(letter.behind())
                .isEqualTo(1));
    }

    @Test
    void whatWasSkippedIsNotTriedAgainAndThoseBehindItGoOn() {
        breakOff(3);
        DeadLetterId skipped = first();
        for (int twice = 0; twice < 2; twice++) {
            repair.evict(skipped);
        }
        read.mend("message");

        assertThat(repair.retry(skipped)).isEmpty();
        assertThat(repair.retry(first())).contains(new Retried(Outcome.HANDLED, 0, null));
        assertThat(read.ask(history()).items())
                .extracting(MessageView::sequence)
                .containsExactly(3L, 2L);
    }

    @Test
    void whatIsNotHeldBackIsNotFound() {
        DeadLetterId unknown = DeadLetterId.random();

        assertThat(repair.retry(unknown)).isEmpty();
        assertThatThrownBy(() -> read.ask(new FindDeadLetter(unknown)))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void severalAtOnceHandleEachEventOnce() throws Exception {
        breakOff(5);
        DeadLetterId letter = first();
        read.mend("message");
        ExecutorService operators = Executors.newFixedThreadPool(4);
        try {
            Callable<Optional<Retried>> retry = () -> repair.retry(letter);
            for (Future<Optional<Retried>> outcome : operators.invokeAll(List.of(retry, retry, retry, retry))) {
                assertThat(outcome.get().map(Retried::outcome).orElse(Outcome.HANDLED))
                        .isEqualTo(Outcome.HANDLED);
            }
        } finally {
            operators.shutdownNow();
        }

        assertThat(repair.retry(letter)).isEmpty();
        assertThat(read.ask(history()).items()).hasSize(5);
    }

    @Test
    void aNodeThatDoesNotFillTheProjectionHasAnotherDoItInItsNextRound() throws Exception {
        breakOff(2);
        DeadLetterId letter = first();
        read.mend("message");
        QueuedLetters elsewhere = new QueuedLetters(read.jdbc, name -> Optional.empty(), LONG);
        ExecutorService operator = Executors.newSingleThreadExecutor();
        try {
            Future<Optional<Retried>> outcome = operator.submit(() -> elsewhere.retry(letter));
            while (!outcome.isDone()) {
                read.retry("history");
            }
            assertThat(outcome.get())
                    .hasValueSatisfying(retried -> assertThat(retried.outcome()).isEqualTo(Outcome.HANDLED));
        } finally {
            operator.shutdownNow();
        }
    }

    @Test
    void whereNoNodeTriesItThatIsSaid() {
        breakOff(2);
        QueuedLetters alone = new QueuedLetters(read.jdbc, name -> Optional.empty(), Duration.ZERO);

        assertThat(alone.retry(first()))
                .hasValueSatisfying(retried -> assertThat(retried.outcome()).isEqualTo(Outcome.PENDING));
        assertThat(list(null, null, 1).items()).singleElement().satisfies(letter -> assertThat(letter.triedAt())
                .isEqualTo(letter.since()));
    }

    private void breakOff(int messages) {
        read.breakChat("message", broken.chatId);
        LongStream.rangeClosed(1, messages).forEach(n -> broken.say(broken.opener, "broken"));
        read.project();
    }

    private DeadLetterId first() {
        return list("history", null, 1).items().get(0).letterId();
    }

    private DeadLetters list(@Nullable String projection, @Nullable After after, int limit) {
        return read.ask(new FindDeadLetters(projection, after, limit));
    }

    private FindMessages history() {
        return new FindMessages(broken.chatId, broken.opener, null, null, 100, 0, 0);
    }
}
