package io.parley.audit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.audit.replay.ProjectionSource;
import io.parley.contract.log.Processors;
import io.parley.infra.store.EventPage;
import io.parley.infra.store.LogSource;
import io.parley.infra.wiring.AllProjections;
import java.sql.Connection;
import java.util.List;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a server does to the tables that serve: its processor handles the log, batch by batch, and stores its token first of all in the
 * transaction of each, as Axon's does.
 */
public final class LiveSide implements AutoCloseable {

    private static final int BATCH = 7;
    private static final String TYPE = "org.axonframework.eventhandling.GlobalSequenceTrackingToken";

    private final Connection connection;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final LogSource log;
    private final String processor;
    private final List<AnnotationEventHandlerAdapter> handlers;
    private long position;

    /** One that fills a projection. */
    public LiveSide(TestLog log, String projection) throws Exception {
        this(log, projection, (jdbc, transactions) -> new AllProjections(jdbc, transactions).list());
    }

    /** One that fills a projection of its own making. */
    public LiveSide(TestLog log, String projection, ProjectionSource source) throws Exception {
        this.connection = log.connector().open();
        var dataSource = new SingleConnectionDataSource(connection, true);
        var transactions = new DataSourceTransactionManager(dataSource);
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.log = LogSource.in(dataSource);
        this.processor = Processors.of(projection);
        this.handlers = source.with(jdbc, transactions).stream()
                .filter(one -> one.name().equals(projection))
                .peek(one -> jdbc.execute("TRUNCATE " + String.join(", ", one.tables())))
                .map(AnnotationEventHandlerAdapter::new)
                .toList();
        jdbc.execute("TRUNCATE work.token, work.dead_letter, views.held_back, views.gone_chat, views.deletion");
        jdbc.update("INSERT INTO work.token (processorname, segment, tokentype) VALUES (?, 0, ?)", processor, TYPE);
    }

    /** Handles all there is. */
    public void handle() {
        for (EventPage page = next(); !page.events().isEmpty(); page = next()) {
            handle(page);
        }
    }

    private EventPage next() {
        return log.after(position, BATCH);
    }

    private void handle(EventPage page) {
        transaction.executeWithoutResult(status -> {
            String token = "{\"globalIndex\":" + page.upTo() + "}";
            jdbc.update("UPDATE work.token SET token = ? WHERE processorname = ?", token.getBytes(UTF_8), processor);
            for (AnnotationEventHandlerAdapter handler : handlers) {
                BatchingUnitOfWork<TrackedEventMessage<?>> unit = new BatchingUnitOfWork<>(page.events());
                ResultMessage<?> result = unit.executeWithResult(() -> handler.handle(unit.getMessage()));
                if (result.isExceptional()) {
                    throw new IllegalStateException(result.exceptionResult());
                }
            }
        });
        position = page.upTo();
    }

    @Override
    public void close() throws Exception {
        connection.close();
    }
}
