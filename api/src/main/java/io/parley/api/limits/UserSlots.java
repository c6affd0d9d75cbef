package io.parley.api.limits;

import io.parley.api.problem.RateLimited;
import io.parley.contract.id.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Bounds how much of something one user has under way at once. It holds nobody who has nothing under way. */
final class UserSlots {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Map<UserId, Integer> taken = new ConcurrentHashMap<>();
    private final int bound;
    private final String what;

    UserSlots(int bound, String what) {
        this.bound = bound;
        this.what = what;
    }

    <T> Mono<T> within(UserId user, Mono<T> work) {
        return Mono.defer(() -> {
            if (taken.merge(user, 1, Integer::sum) > bound) {
                free(user);
                return Mono.error(new RateLimited(what, RETRY));
            }
            return work.doFinally(end -> free(user));
        });
    }

    private void free(UserId user) {
        taken.computeIfPresent(user, (same, count) -> count == 1 ? null : count - 1);
    }
}
