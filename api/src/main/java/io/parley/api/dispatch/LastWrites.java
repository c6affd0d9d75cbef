package io.parley.api.dispatch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.contract.id.UserId;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/**
 * The last position that each user wrote through this gateway, so that the user's reads wait for it. Bounded: users that fall
 * out share one position, the highest among them. That one is never too low; those who wait for it wait a little longer than
 * they need to, and only if the read model lags behind it.
 */
@Component
final class LastWrites {

    private final AtomicLong floor = new AtomicLong();
    private final Cache<UserId, Long> positions;

    LastWrites(EdgeProperties properties) {
        positions = Caffeine.newBuilder()
                .maximumSize(properties.rememberedWriters())
                .executor(Runnable::run)
                .evictionListener((user, position, cause) -> {
                    if (position instanceof Long dropped) {
                        floor.accumulateAndGet(dropped, Math::max);
                    }
                })
                .build();
    }

    void wrote(UserId user, long position) {
        positions.asMap().merge(user, position, Math::max);
    }

    long of(UserId user) {
        Long position = positions.getIfPresent(user);
        return position == null ? floor.get() : position;
    }
}
