package io.parley.api.testing;

import io.parley.contract.deadletter.DeadLetterDetail;
import io.parley.contract.deadletter.DeadLetterDetail.CiphertextSize;
import io.parley.contract.deadletter.DeadLetterQuery;
import io.parley.contract.deadletter.DeadLetterQuery.FindDeadLetter;
import io.parley.contract.deadletter.DeadLetterQuery.FindDeadLetters;
import io.parley.contract.deadletter.DeadLetterRepair;
import io.parley.contract.deadletter.DeadLetters;
import io.parley.contract.deadletter.DeadLetters.Letter;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeadLetterId;
import io.parley.contract.id.KeyId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events that are held back, as many as a test says; each fails again. */
public final class FakeDeadLetters implements DeadLetterRepair {

    private final Clock clock;
    private final List<Letter> letters = new CopyOnWriteArrayList<>();

    FakeDeadLetters(Clock clock) {
        this.clock = clock;
    }

    /** Holds an event of a conversation back. */
    public DeadLetterId hold(String projection, String conversation) {
        DeadLetterId letterId = DeadLetterId.random();
        letters.add(new Letter(
                letterId,
                projection,
                conversation,
                0,
                "an-event",
                "MessageSent",
                7,
                conversation,
                "WriteFailure: could not write",
                clock.instant(),
                clock.instant(),
                2));
        return letterId;
    }

    /** Holds nothing back. */
    public void clear() {
        letters.clear();
    }

    @Override
    public Optional<Retried> retry(DeadLetterId letterId) {
        return find(letterId).map(letter -> new Retried(Outcome.FAILED, 3, letter.cause()));
    }

    @Override
    public void evict(DeadLetterId letterId) {
        letters.removeIf(letter -> letter.letterId().equals(letterId));
    }

    Object answer(DeadLetterQuery<?> query) {
        if (query instanceof FindDeadLetters list) {
            List<Letter> found =
                    letters.stream().filter(letter -> isAskedFor(letter, list)).toList();
            boolean more = found.size() > list.limit();
            return new DeadLetters(more ? found.subList(0, list.limit()) : found, more);
        }
        return find(((FindDeadLetter) query).letterId())
                .map(letter -> new DeadLetterDetail(
                        letter, "1", Map.of("actor", "somebody"), 512, List.of(new CiphertextSize(KeyId.random(), 64))))
                .orElseThrow(() -> new Rejection(ErrorCode.NOT_FOUND, "Nothing is held back under this identifier."));
    }

    private static boolean isAskedFor(Letter letter, FindDeadLetters list) {
        return (list.projection() == null || list.projection().equals(letter.projection()))
                && (list.after() == null
                        || letter.conversation().compareTo(list.after().conversation()) > 0);
    }

    private Optional<Letter> find(DeadLetterId letterId) {
        return letters.stream()
                .filter(letter -> letter.letterId().equals(letterId))
                .findFirst();
    }
}
