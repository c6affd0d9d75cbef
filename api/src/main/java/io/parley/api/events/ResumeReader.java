package io.parley.api.events;

import io.parley.contract.ParleyQuery;
import io.parley.contract.mailbox.MailboxPage;
import io.parley.contract.mailbox.MailboxQuery.FindMailbox;
import io.parley.contract.receipt.ChangedReceipts;
import io.parley.contract.receipt.ReceiptQuery.FindReceiptsChanged;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Reads pieces of resumes from the read side and encodes them. Pages are read, decrypted and encoded on a small pool of threads,
 * which bounds how many are under way: after a restart everybody resumes at once.
 */
final class ResumeReader {

    private final QueryGateway queries;
    private final Frames frames;
    private final Scheduler blocking;
    private final StreamProperties.Resume bounds;
    private final LatelyEnded ended;

    ResumeReader(
            QueryGateway queries,
            Frames frames,
            Scheduler blocking,
            StreamProperties.Resume bounds,
            LatelyEnded ended) {
        this.queries = queries;
        this.frames = frames;
        this.blocking = blocking;
        this.bounds = bounds;
        this.ended = ended;
    }

    int pageSize() {
        return bounds.pageSize();
    }

    /** Somewhat before a position: what a client was sent last may not have been taken in. */
    long withSlack(long position) {
        return Math.max(0, position - bounds.receiptSlack());
    }

    /**
     * A page of the mailbox.
     *
     * @param turn told of the page once all of it is readable
     */
    Mono<List<Frame>> page(FindMailbox query, Consumer<MailboxPage> turn) {
        return Mono.fromCallable(() -> {
                    MailboxPage page = ask(query).get(bounds.timeout().toMillis(), TimeUnit.MILLISECONDS);
                    List<Frame> encoded = frames.of(page.events());
                    turn.accept(page);
                    return encoded;
                })
                .subscribeOn(blocking);
    }

    /** Receipts as they stand. Their projection may have to be waited for, so no thread is held meanwhile. */
    Mono<List<Frame>> receipts(FindReceiptsChanged query) {
        return Mono.fromFuture(() -> ask(query))
                .timeout(bounds.timeout())
                .publishOn(blocking)
                .map(this::encode);
    }

    private List<Frame> encode(ChangedReceipts changed) {
        return changed.marks().stream()
                .filter(marks -> !ended.isGone(marks.chatId()))
                .map(frames::receipt)
                .toList();
    }

    private <A> CompletableFuture<A> ask(ParleyQuery<A> query) {
        return queries.query(query, ResponseTypes.instanceOf(query.answerType()));
    }

    /** Tries again a few times, ever more slowly, while it is still wanted. */
    <T> Mono<T> patiently(Mono<T> reading, BooleanSupplier wanted) {
        return reading.retryWhen(Retry.backoff(bounds.tries() - 1L, bounds.backOff())
                .filter(failure -> wanted.getAsBoolean())
                .onRetryExhaustedThrow((spec, last) -> last.failure()));
    }
}
