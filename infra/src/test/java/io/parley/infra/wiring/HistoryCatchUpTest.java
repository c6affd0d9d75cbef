package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.degradation.ShedWork;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.Processors;
import io.parley.contract.log.ProjectionProgress;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.infra.keyring.KeyringConfiguration;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** History and inbox stand still while they are given up, and what they missed is complete afterwards. */
class HistoryCatchUpTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<String> TABLES = List.of("message", "inbox", "chat_activity");

    private final Path folder;
    private final HikariDataSource overloaded = TestPostgres.freshDatabase();
    private final HikariDataSource quiet = TestPostgres.freshDatabase();
    private final TestNode node;
    private final TestNode other;
    private final Edge edge;

    private final UserId ada = UserId.random();
    private final UserId ben = UserId.random();
    private final List<ChatId> chats = new ArrayList<>();
    private final List<Integer> said = new ArrayList<>();

    HistoryCatchUpTest(@TempDir Path folder) {
        this.folder = folder;
        node = start(overloaded);
        other = start(quiet);
        edge = node.bean(Edge.class);
    }

    @BeforeEach
    void openChats() {
        for (int i = 0; i < 5; i++) {
            ChatId chat = ChatId.random();
            chats.add(chat);
            said.add(0);
            store(chat.toString(), 0, new DirectChatOpened(chat, ada, ben, Instant.EPOCH, null, null));
        }
        awaitAll(node);
    }

    @AfterEach
    void close() {
        node.close();
        other.close();
        overloaded.close();
        quiet.close();
    }

    @Test
    void whileTheyAreGivenUpTheyStandStillAndTheOthersGoOn() {
        long before = progress(node, Processors.HISTORY);
        edge.shed = true;
        for (int i = 0; i < 20; i++) {
            say(0);
        }

        awaitProgress(node, Processors.VIEWS);
        awaitProgress(node, Processors.MAILBOX);
        assertThat(progress(node, Processors.HISTORY)).isEqualTo(before);
        assertThat(rows(overloaded, "message")).isEmpty();
        assertThat(JdbcClient.create(overloaded)
                        .sql("SELECT max(last_sequence) FROM views.chat")
                        .query(Long.class)
                        .single())
                .isEqualTo(20);

        edge.shed = false;
        awaitAll(node);
        assertThat(rows(overloaded, "message")).hasSize(20);
    }

    @Test
    void theTablesAreThoseOfARunWithoutOverload() {
        Random random = new Random(7);
        for (int i = 1; i <= 300; i++) {
            if (i % 40 == 0) {
                edge.shed = !edge.shed;
            }
            int chat = random.nextInt(chats.size());
            say(chat);
            if (random.nextInt(4) == 0) {
                read(chat, i);
            }
        }
        edge.shed = false;
        awaitAll(node);
        awaitAll(other);

        for (String table : TABLES) {
            assertThat(rows(overloaded, table)).as(table).isNotEmpty().isEqualTo(rows(quiet, table));
        }
    }

    @Test
    void itIsPausedAlsoAfterARestartAndThenGoesOn() {
        edge.shed = true;
        say(0);
        node.close();
        TestNode again = start(overloaded);
        try {
            Edge there = again.bean(Edge.class);
            there.shed = true;
            there.shed = false;
            awaitAll(again);
            assertThat(rows(overloaded, "message")).hasSize(1);
        } finally {
            again.close();
        }
    }

    private TestNode start(HikariDataSource database) {
        return TestNode.on(
                database,
                Map.of(
                        "parley.data-dir",
                        folder.resolve(database.getJdbcUrl().replaceAll("\\W", "_"))
                                .toString()),
                KeyringConfiguration.class,
                ProjectionConfiguration.class,
                Edge.Wiring.class);
    }

    /** In both logs, at the same position. */
    private void store(String aggregate, long number, ParleyEvent event) {
        for (TestNode each : List.of(node, other)) {
            UnitOfWork<Message<?>> unit = DefaultUnitOfWork.startAndGet(null);
            unit.attachTransaction(each.bean(TransactionManager.class));
            unit.execute(() -> each.bean(EventStore.class)
                    .publish(new GenericDomainEventMessage<>("Chat", aggregate, number, event)));
        }
    }

    private void say(int number) {
        ChatId chat = chats.get(number);
        int sequence = said.get(number) + 1;
        said.set(number, sequence);
        store(
                chat.toString(),
                sequence,
                new MessageSent(
                        chat,
                        MessageId.random(),
                        ada,
                        sequence,
                        Instant.EPOCH,
                        null,
                        new Audience.Pair(ada, ben),
                        new Ciphertext(KeyId.random(), new byte[64]),
                        new Mac(new byte[32]),
                        null));
    }

    private void read(int number, int times) {
        ChatId chat = chats.get(number);
        long sequence = said.get(number);
        store(
                chat + "/" + ben + "/" + times,
                0,
                new ReceiptAdvanced(chat, ben, sequence, sequence, Instant.EPOCH, new Audience.Pair(ada, ben)));
    }

    private static List<Map<String, Object>> rows(HikariDataSource database, String table) {
        return JdbcClient.create(database)
                .sql("SELECT to_jsonb(t)::text AS row FROM views.%s t ORDER BY 1".formatted(table))
                .query()
                .listOfRows();
    }

    private void awaitAll(TestNode of) {
        awaitProgress(of, Processors.VIEWS);
        awaitProgress(of, Processors.MAILBOX);
        awaitProgress(of, Processors.HISTORY);
    }

    private static void awaitProgress(TestNode of, String processor) {
        long head = of.bean(EventTail.class).head();
        await().atMost(LIMIT).until(() -> progress(of, processor) >= head);
    }

    private static long progress(TestNode of, String processor) {
        return of.bean(ProjectionProgress.class).position(processor);
    }

    /** An edge that gives history up when it is told to. */
    static final class Edge implements ShedWork {

        private volatile boolean shed;

        @Override
        public boolean isShed(WorkClass workClass) {
            return shed && workClass == WorkClass.HISTORY;
        }

        @Override
        public double pressure() {
            return 0;
        }

        @Configuration(proxyBeanMethods = false)
        static class Wiring {

            @Bean
            Edge edge() {
                return new Edge();
            }
        }
    }
}
