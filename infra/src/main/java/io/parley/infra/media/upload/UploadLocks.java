package io.parley.infra.media.upload;

import io.parley.contract.media.UploadRef;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets one caller at a time, of all nodes, work on an upload. The lock is a lease, renewed while the work goes on: who dies holds it
 * for no longer than that. Work whose lease somebody else has taken is given up.
 */
final class UploadLocks {

    private static final Logger log = LoggerFactory.getLogger(UploadLocks.class);

    /** How often a lease is renewed while it lasts. */
    private static final int RENEWALS = 3;

    private final UploadLedger ledger;
    private final BlockingCalls calls;
    private final Duration renewEvery;

    UploadLocks(UploadLedger ledger, BlockingCalls calls, Duration lease) {
        this.ledger = ledger;
        this.calls = calls;
        this.renewEvery = lease.dividedBy(RENEWALS);
    }

    /** Works on an upload with the lock held; the work is given nothing if the upload is complete. */
    <T> Mono<T> holding(UploadRef ref, Function<Optional<UploadLock>, Mono<T>> work) {
        return Mono.usingWhen(
                calls.call(() -> ledger.lock(ref)),
                lock -> lock.map(held -> Mono.firstWithSignal(work.apply(lock), this.<T>loss(held)))
                        .orElseGet(() -> work.apply(lock)),
                this::release);
    }

    /** Fails when the lock is lost, and else does nothing. */
    private <T> Mono<T> loss(UploadLock lock) {
        return Flux.interval(renewEvery)
                .onBackpressureDrop()
                .concatMap(tick -> calls.call(() -> ledger.renew(lock)).onErrorResume(failure -> Mono.empty()), 1)
                .filter(held -> !held)
                .next()
                .flatMap(lost -> Mono.<T>error(UploadLedger.lost()))
                .switchIfEmpty(Mono.never());
    }

    private Mono<Void> release(Optional<UploadLock> lock) {
        return lock.map(held -> calls.run(() -> ledger.unlock(held)).onErrorResume(failure -> {
                    log.debug("An upload stays locked until its lease ends", failure);
                    return Mono.empty();
                }))
                .orElseGet(Mono::empty);
    }
}
