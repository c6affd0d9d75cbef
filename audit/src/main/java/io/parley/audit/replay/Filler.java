package io.parley.audit.replay;

import io.parley.infra.store.EventPage;
import io.parley.infra.store.LogSource;
import io.parley.projection.Projection;
import io.parley.projection.batch.WriteFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the tables beside those that serve further along the log, batch by batch: rows and how far they go in one transaction. The
 * next batch is read and decoded while one is written.
 */
final class Filler implements AutoCloseable {

    private final String projection;
    private final AnnotationEventHandlerAdapter handlers;
    private final TransactionTemplate transaction;
    private final LogSource log;
    private final ReplayTable table;
    private final int batch;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(Filler::daemon);
    private long handled;

    Filler(Projection projection, TransactionTemplate transaction, LogSource log, ReplayTable table, int batch) {
        this.projection = projection.name();
        this.handlers = new AnnotationEventHandlerAdapter(projection);
        this.transaction = transaction;
        this.log = log;
        this.table = table;
        this.batch = batch;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "parley-replay-reader");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Handles what comes after one position up to another.
     *
     * @return whether it got there, and nobody has asked for a pause
     * @throws ReplayRefusal if an event cannot be handled; what came before it is
     */
    boolean fill(long from, long upTo, ReplayProgress progress) throws InterruptedException {
        return fill(from, upTo, progress, true);
    }

    /** As {@link #fill}, whoever asks for a pause: somebody waits. */
    void fillAll(long from, long upTo) throws InterruptedException {
        fill(from, upTo, ReplayProgress.SILENT, false);
    }

    private boolean fill(long from, long upTo, ReplayProgress progress, boolean pausable) throws InterruptedException {
        long position = from;
        CompletableFuture<EventPage> next = page(position, upTo);
        while (position < upTo) {
            EventPage page = read(next);
            if (page.upTo() <= position) {
                throw new ReplayRefusal("The log ends at position %,d, before %,d that live tables follow from."
                        .formatted(position, upTo));
            }
            next = page(page.upTo(), upTo);
            boolean paused = write(page);
            position = page.upTo();
            progress.at(page.events().size(), position, upTo);
            if (paused && pausable) {
                return false;
            }
        }
        return true;
    }

    private static EventPage read(CompletableFuture<EventPage> page) {
        try {
            return page.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof DataAccessException database) {
                throw database;
            }
            throw new ReplayRefusal("The log cannot be read: " + e.getCause());
        }
    }

    private CompletableFuture<EventPage> page(long after, long upTo) {
        if (after >= upTo) {
            return CompletableFuture.completedFuture(EventPage.nothingAfter(after));
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    EventPage page = log.after(after, (int) Math.min(batch, upTo - after));
                    page.events().forEach(EventMessage::getPayload); // decoded here, not where it is written
                    return page;
                },
                reader);
    }

    /** A batch that fails by fault of an event comes again, and then its events are written one by one: the one at fault is known. */
    private boolean write(EventPage page) {
        try {
            return writeOnce(page);
        } catch (RuntimeException e) {
            if (!WriteFailure.isOfTheEvent(e)) {
                throw e;
            }
        }
        try {
            return writeOnce(page);
        } catch (RuntimeException e) {
            if (!WriteFailure.isOfTheEvent(e)) {
                throw e;
            }
            throw new ReplayRefusal(
                    "The event at position %,d cannot be handled: %s".formatted(handled, e.getMessage()));
        }
    }

    private boolean writeOnce(EventPage page) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            if (!page.events().isEmpty()) {
                handle(page.events());
            }
            return table.advance(projection, page.upTo(), page.events().size());
        }));
    }

    private void handle(List<TrackedEventMessage<?>> events) {
        BatchingUnitOfWork<TrackedEventMessage<?>> unit = new BatchingUnitOfWork<>(events);
        ResultMessage<?> result = unit.executeWithResult(
                () -> {
                    handled = unit.getMessage().trackingToken().position().orElse(0);
                    return handlers.handle(unit.getMessage());
                },
                RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw result.exceptionResult() instanceof RuntimeException runtime
                    ? runtime
                    : new IllegalStateException(result.exceptionResult());
        }
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }
}
