package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.ParleyEvent;
import io.parley.contract.ParleyQuery;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.Processors;
import io.parley.contract.log.ProjectionProgress;
import io.parley.contract.mailbox.MailboxQuery.FindMailbox;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.infra.account.AccountConfiguration;
import io.parley.infra.delivery.DeliveryConfiguration;
import io.parley.infra.keyring.KeyringConfiguration;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.purge.PurgeConfiguration;
import io.parley.infra.testing.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The read side in a node with the real event store: processors, tokens, dead letters, queries. */
class ReadSideConfigurationTest {

    @TempDir
    static Path folder;

    private static final Map<String, String> IMPATIENT = Map.of(
            "parley.projections.dead-letters.every", "50ms",
            "parley.projections.dead-letters.shortest-wait", "50ms",
            "parley.projections.dead-letters.longest-wait", "100ms");

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private TestNode node = start();

    private final UserId ada = UserId.random();
    private final UserId bob = UserId.random();

    @BeforeEach
    void waitForProcessors() {
        until(() -> processing().eventProcessors().values().stream()
                .allMatch(processor -> processor.isRunning() && !processor.isError()));
    }

    @AfterEach
    void close() {
        node.close();
        database.close();
    }

    @Test
    void allProjectionsButThreeShareAProcessorAndAllButTheMailboxHaveADeadLetterQueueEach() {
        assertThat(processing().eventProcessors())
                .containsOnlyKeys(Processors.VIEWS, Processors.HISTORY, Processors.MAILBOX);
        expectTogether(Processors.VIEWS, "user", "chat", "receipt", "session", "degradation");
        expectTogether(Processors.HISTORY, "history", "inbox");
        assertThat(processing().deadLetterQueue("mailbox")).isEmpty();
    }

    private void expectTogether(String processor, String... projections) {
        for (String name : projections) {
            assertThat(processing()
                            .eventProcessorByProcessingGroup(name)
                            .orElseThrow()
                            .getName())
                    .isEqualTo(processor);
            assertThat(processing().deadLetterQueue(name)).isPresent();
        }
    }

    @Test
    void whatIsStoredCanBeReadAtOnceByWhoWaitsForIt() throws Exception {
        ChatId chat = open();
        for (int i = 1; i <= 20; i++) {
            say(chat, i);
            long head = head();
            assertThat(ask(history(chat, head)).items()).hasSize(i);
            assertThat(ask(new FindInbox(bob, Long.MAX_VALUE, 10, head))
                            .items()
                            .get(0)
                            .unreadCount())
                    .isEqualTo(i);
        }
        assertThat(ask(new FindMailbox(bob, 0, head(), 100)).events()).hasSize(21);
    }

    @Test
    void afterARestartProjectionsGoOnWhereTheyWere() throws Exception {
        ChatId chat = open();
        say(chat, 1);
        assertThat(ask(history(chat, head())).items()).hasSize(1);
        node.close();

        node = start();
        say(chat, 2);
        assertThat(ask(history(chat, head())).items()).hasSize(2);
    }

    @Test
    void oneBrokenChatIsHeldBackThenCatchesUpByItselfWhileOthersGoOn() throws Exception {
        ChatId broken = open();
        ChatId whole = open();
        breakChat(broken);
        for (int i = 1; i <= 3; i++) {
            say(broken, i);
            say(whole, i);
        }
        long head = head();
        until(() -> node.bean(ProjectionProgress.class).position(Processors.HISTORY) >= head);

        assertThat(ask(history(whole, head)).items()).hasSize(3);
        assertThatThrownBy(() -> ask(history(broken, head))).hasStackTraceContaining("not up to date");
        until(() -> held() == 3);
        mend();
        until(() -> held() == 0);
        say(broken, 4);
        assertThat(ask(history(broken, head())).items()).hasSize(4);
    }

    @Test
    void whatTheMailboxCannotTakeStopsNoOtherProjectionAndPassesInTheEnd() throws Exception {
        ChatId chat = open();
        say(chat, 1);
        long before = head();
        until(() -> progress(Processors.MAILBOX) >= before);
        JdbcClient.create(database)
                .sql("ALTER TABLE views.mailbox ADD CONSTRAINT none CHECK (false) NOT VALID")
                .update();
        say(chat, 2);

        assertThat(ask(history(chat, head())).items()).hasSize(2);
        assertThat(progress(Processors.MAILBOX)).isEqualTo(before);

        JdbcClient.create(database)
                .sql("ALTER TABLE views.mailbox DROP CONSTRAINT none")
                .update();
        until(() -> progress(Processors.MAILBOX) >= head());
        assertThat(ask(new FindMailbox(bob, 0, head(), 100)).events()).hasSize(3);
    }

    private long progress(String processor) {
        return node.bean(ProjectionProgress.class).position(processor);
    }

    private TestNode start() {
        Map<String, String> settings = new HashMap<>(IMPATIENT);
        settings.put(
                "parley.data-dir",
                folder.resolve(database.getJdbcUrl().replaceAll("\\W", "_")).toString());
        return TestNode.on(
                database,
                settings,
                KeyringConfiguration.class,
                PurgeConfiguration.class,
                AccountConfiguration.class,
                DeliveryConfiguration.class,
                ProjectionConfiguration.class,
                ReadSideConfiguration.class);
    }

    private EventProcessingConfiguration processing() {
        return node.bean(EventProcessingConfiguration.class);
    }

    private double held() {
        return node.bean(MeterRegistry.class)
                .get("parley.projection.dead.letters")
                .tag("projection", "history")
                .gauge()
                .value();
    }

    private ChatId open() {
        ChatId chat = ChatId.random();
        store(chat, 0, new DirectChatOpened(chat, ada, bob, Instant.EPOCH, null, null));
        return chat;
    }

    private void say(ChatId chat, long sequence) {
        Ciphertext content = new Ciphertext(KeyId.random(), new byte[64]);
        store(
                chat,
                sequence,
                new MessageSent(
                        chat,
                        MessageId.random(),
                        ada,
                        sequence,
                        Instant.EPOCH,
                        null,
                        new Audience.Pair(ada, bob),
                        content,
                        new Mac(new byte[32]),
                        null));
    }

    private void store(ChatId chat, long number, ParleyEvent event) {
        UnitOfWork<Message<?>> unit = DefaultUnitOfWork.startAndGet(null);
        unit.attachTransaction(node.bean(TransactionManager.class));
        unit.execute(() -> node.bean(EventStore.class)
                .publish(new GenericDomainEventMessage<>("Chat", chat.toString(), number, event)));
    }

    private long head() {
        return node.bean(EventTail.class).head();
    }

    private FindMessages history(ChatId chat, long atLeast) {
        return new FindMessages(chat, ada, null, null, 100, 0, atLeast);
    }

    private <A> A ask(ParleyQuery<A> query) throws ExecutionException, InterruptedException {
        return node.bean(QueryGateway.class)
                .query(query, ResponseTypes.instanceOf(query.answerType()))
                .orTimeout(10, TimeUnit.SECONDS)
                .get();
    }

    private void breakChat(ChatId chat) {
        JdbcClient jdbc = node.bean(JdbcClient.class);
        jdbc.sql("""
                        CREATE FUNCTION views.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF NEW.chat_id = '%s' THEN RAISE EXCEPTION 'broken'; END IF;
                            RETURN NEW;
                        END $$""".formatted(chat)).update();
        jdbc.sql("""
                        CREATE TRIGGER refuse BEFORE INSERT ON views.message
                        FOR EACH ROW EXECUTE FUNCTION views.refuse()""").update();
    }

    private void mend() {
        node.bean(JdbcClient.class).sql("DROP FUNCTION views.refuse() CASCADE").update();
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(10).toNanos());
        }
    }
}
