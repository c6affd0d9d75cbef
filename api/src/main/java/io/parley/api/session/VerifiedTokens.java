package io.parley.api.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Access tokens that were verified a short while ago, so that a caller's next requests need not verify theirs again, which costs more
 * than anything else that is done for them at the edge. Only the signature and the form are remembered: whether a token has run
 * out is looked at each time, and whether its session is closed is asked elsewhere, each time too. Bounded, by number and by how
 * long a token lasts.
 */
final class VerifiedTokens {

    private record Verified(SessionToken token, Instant expiresAt) {}

    private final Cache<String, Verified> verified;
    private final Clock clock;

    VerifiedTokens(int limit, Duration lifetime, Clock clock) {
        this.verified = Caffeine.newBuilder()
                .maximumSize(limit)
                .expireAfterWrite(lifetime)
                .build();
        this.clock = clock;
    }

    void remember(String text, SessionToken token, Instant expiresAt) {
        verified.put(text, new Verified(token, expiresAt));
    }

    /** What a token says that was verified before and has not run out since. */
    Optional<SessionToken> find(String text) {
        Verified found = verified.getIfPresent(text);
        if (found == null) {
            return Optional.empty();
        }
        if (clock.instant().isAfter(found.expiresAt())) {
            verified.invalidate(text);
            return Optional.empty();
        }
        return Optional.of(found.token());
    }
}
