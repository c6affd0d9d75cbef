package io.parley.api.limits;

import io.parley.api.problem.RateLimited;
import io.parley.contract.id.UserId;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Bounds how much of something one user has under way at once. */
final class UserSlots {

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final UserCounts taken = new UserCounts();
    private final int bound;
    private final String what;

    UserSlots(int bound, String what) {
        this.bound = bound;
        this.what = what;
    }

    <T> Mono<T> within(UserId user, Mono<T> work) {
        return Mono.defer(() -> {
            if (!taken.take(user, bound)) {
                return Mono.error(new RateLimited(what, RETRY));
            }
            return work.doFinally(end -> taken.giveBack(user));
        });
    }
}
