package io.parley.infra.store;

import io.parley.infra.seal.LoggedEvent;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Appends events as they lay in another log, byte by byte, but for their positions: these are this log's. For who runs an incident again
 * (docs/adr/0049).
 */
public final class RecordedEvents {

    private final EventAppender appender;
    private final TransactionTemplate transaction;
    private final LogTail tail;

    RecordedEvents(EventAppender appender, TransactionTemplate transaction, LogTail tail) {
        this.appender = appender;
        this.transaction = transaction;
        this.tail = tail;
    }

    /**
     * Appends some, all or none of them, and lets this node know.
     *
     * @return the position of the last one
     * @throws org.springframework.dao.DataIntegrityViolationException if the log has one of them already
     */
    public long append(List<LoggedEvent> events) {
        EventColumns columns = EventColumns.recorded(events);
        Long last = transaction.execute(status -> appender.append(columns));
        tail.wake();
        return last == null ? 0 : last;
    }
}
