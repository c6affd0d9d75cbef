package io.parley.api.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.TimeMeter;
import io.parley.contract.id.UserId;
import io.parley.contract.user.Handles;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The budgets of callers. Each method takes from one, or refuses with {@link io.parley.api.problem.RateLimited}. */
@Component
public final class RateLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Budgets<String> addresses;
    private final Budgets<String> failedHandles;
    private final Budgets<UserId> senders;
    private final Budgets<UserId> uploaders;
    private final UserSlots uploading;
    private final Budgets<UserId> signals;

    RateLimits(LimitsProperties limits, MediaLimits media, PresenceLimits presence, Ticker ticker) {
        TimeMeter time = new ElapsedTime(ticker);
        int remembered = limits.trackedCallers();
        addresses = new Budgets<>("sign-ups and sign-ins", each(MINUTE, limits.signInsPerMinute()), remembered, time);
        failedHandles =
                new Budgets<>("failed sign-ins", each(MINUTE, limits.failedSignInsPerMinute()), remembered, time);
        Bandwidth messages = Bandwidth.builder()
                .capacity(limits.messageBurst())
                .refillGreedy(limits.messagesPerSecond(), Duration.ofSeconds(1))
                .build();
        senders = new Budgets<>("messages", messages, remembered, time);
        Bandwidth uploads = Bandwidth.builder()
                .capacity(media.uploadBurst())
                .refillGreedy(media.uploadsPerSecond(), Duration.ofSeconds(1))
                .build();
        uploaders = new Budgets<>("uploads", uploads, remembered, time);
        uploading = new UserSlots(media.uploads(), "uploads at once");
        Bandwidth signal = Bandwidth.builder()
                .capacity(presence.signalBurst())
                .refillGreedy(presence.signalsPerSecond(), Duration.ofSeconds(1))
                .build();
        signals = new Budgets<>("presence and typing", signal, remembered, time);
    }

    /** A sign-up or sign-in from an address. */
    public void signIn(@Nullable InetSocketAddress address) {
        addresses.spend(Networks.of(address));
    }

    /**
     * A sign-in with a handle, before its outcome is known: the failure is taken in advance, so that many at once cannot try
     * more passwords than one after the other.
     */
    public void mayFail(String handle) {
        failedHandles.spend(bounded(handle));
    }

    /** The sign-in did not fail after all. */
    public void didNotFail(String handle) {
        failedHandles.giveBack(bounded(handle));
    }

    /** A message by a user. */
    public void message(UserId sender) {
        senders.spend(sender);
    }

    /** A user says that they are active, or type. */
    public void signal(UserId user) {
        signals.spend(user);
    }

    /** A piece of an upload by a user, of which there may be many. */
    public <T> Mono<T> piece(UserId uploader, Mono<T> piece) {
        return uploading.within(uploader, piece);
    }

    /** An upload by a user, which is under way for a while. */
    public <T> Mono<T> upload(UserId uploader, Mono<T> upload) {
        return uploading.within(uploader, Mono.defer(() -> {
            uploaders.spend(uploader);
            return upload;
        }));
    }

    /** Budgets remember their callers, so that what is too long to be anybody's handle must not be kept whole. */
    private static String bounded(String handle) {
        return handle.length() > Handles.MAX_LENGTH ? handle.substring(0, Handles.MAX_LENGTH + 1) : handle;
    }

    private static Bandwidth each(Duration period, int times) {
        return Bandwidth.builder().capacity(times).refillGreedy(times, period).build();
    }
}
