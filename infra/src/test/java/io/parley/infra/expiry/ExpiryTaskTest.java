package io.parley.infra.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.message.ExpiryOutcome;
import io.parley.contract.message.MessageCommand.ExpireMessages;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.saga.Deadlines;
import io.parley.infra.saga.SchedulerTrouble;
import io.parley.infra.wiring.TestSchemas;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.stream.Stream;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a deadline that is due asks of a chat, and what becomes of it by what the chat says. */
class ExpiryTaskTest {

    private static final ChatId CHAT = ChatId.random();
    private static final Instant LATER = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);
    private static final int AT_ONCE = 4;
    private static final Duration LATE_AFTER = Duration.ofSeconds(5);
    private static final ExpiryOutcome CHAT_DUE = new ExpiryOutcome(0, Instant.EPOCH, true);
    private static final ExpiryOutcome NOTHING_LEFT = new ExpiryOutcome(0, null, false);

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final ExpiryTable table = new ExpiryTable(jdbc);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final Queue<ExpiryOutcome> outcomes = new ConcurrentLinkedQueue<>();
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAccumulator atOnce = new LongAccumulator(Math::max, 0);
    private Duration answersAfter = Duration.ZERO;
    private final Deadlines deadlines = deadlines();

    private Deadlines deadlines() {
        ExpiryDeadlineProperties quick = new ExpiryDeadlineProperties(
                Duration.ofMillis(20),
                AT_ONCE,
                Duration.ofSeconds(5),
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                Duration.ofSeconds(5));
        ExpiryProperties settings =
                new ExpiryProperties(quick, LATE_AFTER, 1, Duration.ofSeconds(10), Duration.ofMinutes(10), 1000);
        DefaultCommandGateway commands =
                DefaultCommandGateway.builder().commandBus(bus).build();
        return new Deadlines(
                database,
                Clock.systemUTC(),
                new ExpiryTask(table, commands, settings, Clock.systemUTC(), meters).asTask(),
                "work.expiry_deadline",
                "expiry-test",
                new NoData(),
                new SchedulerTrouble("parley.expiry", meters),
                quick.forScheduler());
    }

    @BeforeEach
    void aChatThatSaysWhatATestSays() {
        TestSchemas.migrate(database);
        bus.subscribe(ExpireMessages.class.getName(), command -> {
            asked.add(command.getPayload());
            atOnce.accumulate(underWay.incrementAndGet());
            Thread.sleep(answersAfter.toMillis());
            underWay.decrementAndGet();
            ExpiryOutcome outcome = outcomes.poll();
            if (outcome == null) {
                throw new Rejection(ErrorCode.CHAT_NOT_FOUND, "There is no such chat.");
            }
            return outcome;
        });
        bus.subscribe(PurgeChat.class.getName(), command -> asked.add(command.getPayload()));
    }

    @AfterEach
    void stop() {
        deadlines.stop();
        database.close();
    }

    @Test
    void whatGoesLaterHasItsDeadlineThen() {
        handleDeadlineOf(new ExpiryOutcome(1, LATER, false));

        assertThat(asked).containsExactly(new ExpireMessages(CHAT));
        assertThat(armedFor()).containsExactly(LATER);
    }

    @Test
    void aChatWhoseTimeHasComeIsPurgedAndHasNoDeadlineAnyMore() {
        handleDeadlineOf(CHAT_DUE, NOTHING_LEFT);

        assertThat(asked).startsWith(new ExpireMessages(CHAT), new PurgeChat(CHAT, null));
        assertThat(armedFor()).isEmpty();
    }

    @Test
    void aChatWhoseEndIsPutOffBeforeItIsPurgedKeepsADeadline() {
        handleDeadlineOf(CHAT_DUE, new ExpiryOutcome(0, LATER, false));

        assertThat(asked)
                .containsExactly(new ExpireMessages(CHAT), new PurgeChat(CHAT, null), new ExpireMessages(CHAT));
        assertThat(armedFor()).containsExactly(LATER);
    }

    @Test
    void aDeadlineOfAChatThatNeverWasGoes() {
        handleDeadlineOf();

        assertThat(armedFor()).isEmpty();
    }

    @Test
    void chatsWhoseTimeHasJustComeAreAskedTogether() {
        answersAfter = Duration.ofMillis(200);

        handleDeadlinesOf(AT_ONCE, Instant.now());

        assertThat(atOnce.get()).isGreaterThan(1);
    }

    @Test
    void chatsThatAreLateAreAskedOneAfterAnotherHoweverManyThereAre() {
        answersAfter = Duration.ofMillis(20);

        handleDeadlinesOf(2 * AT_ONCE, Instant.now().minus(LATE_AFTER.multipliedBy(2)));

        assertThat(atOnce.get()).isEqualTo(1);
    }

    private void handleDeadlinesOf(int chats, Instant due) {
        new TransactionTemplate(new JdbcTransactionManager(database))
                .executeWithoutResult(
                        status -> Stream.generate(ChatId::random).limit(chats).forEach(chat -> table.arm(chat, due)));
        deadlines.start();
        awaitHandled(chats);
    }

    private void handleDeadlineOf(ExpiryOutcome... chat) {
        outcomes.addAll(List.of(chat));
        new TransactionTemplate(new JdbcTransactionManager(database))
                .executeWithoutResult(status -> table.arm(CHAT, Instant.now()));
        deadlines.start();
        awaitHandled(1);
    }

    private void awaitHandled(int count) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> meters.counter("parley.expiry.deadlines.handled").count() == count);
    }

    private List<Instant> armedFor() {
        return jdbc.sql("SELECT execution_time FROM work.expiry_deadline WHERE NOT picked")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .list();
    }
}
