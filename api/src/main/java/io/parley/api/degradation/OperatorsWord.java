package io.parley.api.degradation;

import io.parley.contract.degradation.ForcedShedding.Forced;
import io.parley.contract.degradation.WorkClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What operators have said last of each class of work. It is heard from the log and, on the node where it was said, from the command's
 * answer: what has the higher position in the log is later, in whichever order it comes here. Every
 * request asks, so that nobody waits for anybody here.
 */
final class OperatorsWord {

    /** Below every position in the log: what was read from the tables may be older than what was heard. */
    static final long EARLIER = 0;

    private final Map<WorkClass, Said> said = new ConcurrentHashMap<>();

    /** Takes in what was said; nothing lets the levels decide again. */
    void take(WorkClass workClass, @Nullable Forced forced, long position) {
        said.merge(
                workClass,
                new Said(forced, position),
                (before, now) -> before.position() < now.position() ? now : before);
    }

    /** Whether anything was ever said. */
    boolean isEmpty() {
        return said.isEmpty();
    }

    /** What holds for a class; null if the levels decide. */
    @Nullable
    Forced of(WorkClass workClass, Instant now) {
        Said last = said.get(workClass);
        return last == null || last.forced() == null || !last.forced().holds(now) ? null : last.forced();
    }

    /** All that holds, by class. */
    List<Forced> all(Instant now) {
        return said.keySet().stream()
                .sorted()
                .map(workClass -> of(workClass, now))
                .filter(Objects::nonNull)
                .toList();
    }

    private record Said(@Nullable Forced forced, long position) {}
}
