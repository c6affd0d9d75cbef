package io.parley.api.limits;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.parley.api.problem.RateLimited;
import java.time.Duration;

/**
 * A budget for each of many callers, which fills again as time passes. Bounded: of more callers than are remembered, the least
 * used are forgotten and begin with a full budget. In the memory of one node; several nodes allow each their own.
 *
 * @param <K> what tells callers apart
 */
final class Budgets<K> {

    private final String name;
    private final LoadingCache<K, Bucket> buckets;

    Budgets(String name, Bandwidth bandwidth, int remembered, TimeMeter time) {
        this.name = name;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(remembered)
                .expireAfterAccess(fullAgainAfter(bandwidth))
                .build(caller -> Bucket.builder()
                        .addLimit(bandwidth)
                        .withCustomTimePrecision(time)
                        .build());
    }

    /** Takes one. */
    void spend(K caller) {
        ConsumptionProbe probe = buckets.get(caller).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new RateLimited(name, Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    /** Gives one back. */
    void giveBack(K caller) {
        buckets.get(caller).addTokens(1);
    }

    private static Duration fullAgainAfter(Bandwidth bandwidth) {
        long periods = bandwidth.getCapacity() / bandwidth.getRefillTokens() + 1;
        return Duration.ofNanos(bandwidth.getRefillPeriodNanos()).multipliedBy(periods);
    }
}
