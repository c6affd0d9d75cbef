package io.parley.api.events;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import io.parley.contract.mailbox.MailboxPage;
import io.parley.contract.mailbox.MailboxQuery.FindMailbox;
import io.parley.contract.receipt.ReceiptQuery.FindReceiptsChanged;
import java.util.List;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;

/**
 * What a stream missed, read piece by piece: receipts as they stand, and the durable events of the mailbox from after one
 * position up to another. For use by one thread at a time.
 *
 * <p>Receipts come first: a client that breaks off in the midst comes back with the id of the last event it saw, and must by then
 * have what is older than that. Should they not be readable at once, the events do not wait for them.
 */
final class Resume {

    private final UserId user;
    private final ResumeReader reader;
    private long after;
    private long upTo;
    private long receiptsAfter;
    private boolean receiptsDue = true;
    private boolean receiptsLast;

    Resume(UserId user, long after, long upTo, ResumeReader reader) {
        this.user = user;
        this.reader = reader;
        this.after = after;
        this.receiptsAfter = after;
        this.upTo = upTo;
    }

    /** Everything up to this position will have been read when it is {@link #done()}. */
    long upTo() {
        return upTo;
    }

    boolean done() {
        return after >= upTo && !receiptsDue;
    }

    /** Goes on to a later position. */
    void goOnTo(long position) {
        receiptsAfter = upTo;
        upTo = Math.max(upTo, position);
        receiptsDue = true;
        receiptsLast = false;
    }

    /**
     * The next piece; may hold nothing. Must not be called once it is done.
     *
     * @param wanted whether to go on trying
     */
    Mono<List<Frame>> next(BooleanSupplier wanted) {
        boolean pagesLeft = after < upTo;
        if (receiptsDue && !(receiptsLast && pagesLeft)) {
            return pagesLeft ? receipts().onErrorResume(e -> receiptsLater()) : reader.patiently(receipts(), wanted);
        }
        return reader.patiently(page(), wanted);
    }

    private Mono<List<Frame>> receipts() {
        return reader.receipts(new FindReceiptsChanged(user, reader.withSlack(receiptsAfter), upTo))
                .doOnNext(frames -> receiptsDue = false);
    }

    private Mono<List<Frame>> receiptsLater() {
        receiptsLast = true;
        return Mono.just(List.of());
    }

    private Mono<List<Frame>> page() {
        return Mono.defer(() -> reader.page(new FindMailbox(user, after, upTo, reader.pageSize()), this::turn));
    }

    /** A page that brings nothing and gets nowhere would be asked for without end. */
    private void turn(MailboxPage page) {
        if (page.upTo() <= after) {
            throw new Rejection(ErrorCode.INTERNAL, "The mailbox does not get on.");
        }
        after = page.upTo();
    }
}
