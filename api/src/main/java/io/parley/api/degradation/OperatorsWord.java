package io.parley.api.degradation;

import io.parley.contract.degradation.ForcedShedding.Forced;
import io.parley.contract.degradation.WorkClass;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What operators have said last of each class of work. It is heard from the log and, on the node where it was said, from the command's
 * answer: what has the higher position in the log is later, in whichever order it comes here.
 */
final class OperatorsWord {

    /** Below every position in the log: what was read from the tables may be older than what was heard. */
    static final long EARLIER = 0;

    private final Map<WorkClass, Said> said = new EnumMap<>(WorkClass.class);

    /** Takes in what was said; nothing lets the levels decide again. */
    synchronized void take(WorkClass workClass, @Nullable Forced forced, long position) {
        Said before = said.get(workClass);
        if (before == null || before.position() < position) {
            said.put(workClass, new Said(forced, position));
        }
    }

    /** What holds for a class; null if the levels decide. */
    synchronized @Nullable Forced of(WorkClass workClass, Instant now) {
        Said last = said.get(workClass);
        return last == null || last.forced() == null || !last.forced().holds(now) ? null : last.forced();
    }

    /** All that holds, by class. */
    synchronized List<Forced> all(Instant now) {
        return said.keySet().stream()
                .map(workClass -> of(workClass, now))
                .filter(Objects::nonNull)
                .toList();
    }

    private record Said(@Nullable Forced forced, long position) {}
}
