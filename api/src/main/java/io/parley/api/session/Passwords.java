package io.parley.api.session;

import io.parley.contract.Confidential;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.text.Normalizer;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Hashes and checks passwords with Argon2id, on threads of its own: a hash takes tens of milliseconds and megabytes. Bounded;
 * what does not fit is refused as {@code overloaded}. Passwords are brought to Unicode normalisation form C first, since
 * devices differ in how they compose characters.
 */
@Component
public final class Passwords implements DisposableBean {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;

    private final Argon2PasswordEncoder encoder;
    private final ThreadPoolExecutor executor;
    private final Scheduler scheduler;
    private final String nobodysHash;

    Passwords(PasswordProperties properties) {
        encoder = new Argon2PasswordEncoder(
                SALT_BYTES, HASH_BYTES, LANES, (int) properties.memory().toKilobytes(), properties.iterations());
        executor = new ThreadPoolExecutor(
                properties.threads(),
                properties.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(properties.queue()),
                new CustomizableThreadFactory("passwords-"));
        scheduler = Schedulers.fromExecutorService(executor);
        nobodysHash = encode(UUID.randomUUID().toString());
    }

    /** The encoded hash of a password. */
    public Mono<Confidential> hash(Confidential password) {
        return work(() -> new Confidential(encode(password.value())));
    }

    /** Whether it is the password; with no hash to compare with, no, after the same time. */
    Mono<Boolean> matches(Confidential password, @Nullable Confidential hash) {
        String expected = hash == null ? nobodysHash : hash.value();
        return work(() -> encoder.matches(normalized(password.value()), expected) && hash != null);
    }

    @Override
    public void destroy() {
        scheduler.dispose();
        executor.shutdownNow();
    }

    private String encode(String password) {
        String hash = encoder.encode(normalized(password));
        if (hash == null) {
            throw new IllegalStateException("a password has a hash");
        }
        return hash;
    }

    private static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private <T> Mono<T> work(Callable<T> task) {
        return Mono.fromCallable(task)
                .subscribeOn(scheduler)
                .onErrorMap(
                        RejectedExecutionException.class,
                        full -> new Rejection(
                                ErrorCode.OVERLOADED, "Too many sign-ins are under way; try again soon."));
    }
}
