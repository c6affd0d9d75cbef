package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.command.fanout.FanOutSaga;
import io.parley.contract.Confidential;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.ChatCommand.AddMember;
import io.parley.contract.chat.ChatCommand.OpenGroup;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.fanout.FanOutCommand.RestartFanOut;
import io.parley.contract.fanout.FanOutEvent.FanOutAbandoned;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.fanout.PendingFanOut;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.LaneId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.log.ProjectionProgress;
import io.parley.faults.ActiveFault;
import io.parley.faults.Fault;
import io.parley.infra.saga.StoredFanOut;
import io.parley.infra.testing.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Groups' messages on their way to their lanes, with the store, the bus, the saga and its deadlines of record. */
class FanOutTest extends CommandSideFixture {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, String> IMPATIENT = Map.of(
            "parley.fan-out.first-wait", "20ms",
            "parley.fan-out.longest-wait", "50ms",
            "parley.fan-out.tries", "4",
            "parley.deadlines.polling-interval", "20ms",
            "parley.processors.longest-pause", "100ms");

    @Override
    Map<String, String> store() {
        return IMPATIENT;
    }

    @Test
    void aMessageIsBroughtToTheLaneAndNothingIsWrittenDown() {
        ChatId group = group(bob);
        send(group, alice, "one");
        send(group, bob, "two");

        await().atMost(SOON).untilAsserted(() -> assertThat(brought(group, 0)).containsExactly(1L, 2L));
        awaitSaga();
        assertThat(rows("saga_entry")).isZero();
        assertThat(rows("scheduled_tasks")).isZero();
        assertThat(counted("completed")).isEqualTo(2);
    }

    @Test
    void aDirectMessageIsNoneOfTheFanOuts() {
        send(open(alice, bob), alice, "hello");
        awaitSaga();

        assertThat(counted("completed")).isZero();
    }

    @Test
    void aLaneThatFailsIsTriedAgainAndGetsAllInOrder() {
        ChatId group = largeGroup();
        ActiveFault failing = begin(failing().sequence(2).times(2));
        send(group, alice, "one");
        send(group, alice, "two");
        send(group, alice, "three");

        await().atMost(SOON).untilAsserted(() -> assertThat(brought(group, 1)).containsExactly(1L, 2L, 3L));
        assertThat(brought(group, 0)).containsExactly(1L, 2L, 3L);
        assertThat(failing.fired()).isEqualTo(2);
        assertThat(events(group, MailboxesFilled.class))
                .filteredOn(filled -> filled.lane() == 1)
                .extracting(MailboxesFilled::tries)
                .containsExactly(1, 3, 1);
        nothingIsLeft();
        assertThat(counted("retried")).isPositive();
    }

    @Test
    void theOtherLanesDoNotWaitForOneThatFails() {
        ChatId group = largeGroup();
        begin(failing().times(3));
        LongStream.rangeClosed(1, 5).forEach(n -> send(group, alice, "number " + n));

        await().atMost(SOON).untilAsserted(() -> assertThat(brought(group, 0)).containsExactly(1L, 2L, 3L, 4L, 5L));
        await().atMost(SOON).untilAsserted(() -> assertThat(brought(group, 1)).containsExactly(1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void whatALaneWaitsForOutlivesARestart() {
        node.close();
        node = start(Map.of("parley.fan-out.first-wait", "1h", "parley.fan-out.longest-wait", "1h"));
        ChatId group = largeGroup();
        begin(failing().times(1));
        send(group, alice, "one");
        send(group, alice, "two");
        await().atMost(SOON).until(() -> rows("saga_entry") == 1 && rows("scheduled_tasks") == 1);
        awaitSaga();
        PendingFanOut pending = new StoredFanOut(jdbc(), node.bean(Serializer.class));
        assertThat(pending.tries(group, 1)).containsExactly(Map.entry(1, 1));
        assertThat(pending.tries(group, 2)).as("it waits behind the first").isEmpty();
        assertThat(pending.tries(ChatId.random(), 1)).isEmpty();
        node.close();
        node = start(Map.of());
        jdbc().sql("UPDATE work.scheduled_tasks SET execution_time = now()").update();

        await().atMost(SOON).untilAsserted(() -> assertThat(brought(group, 1)).containsExactly(1L, 2L));
        nothingIsLeft();
    }

    @Test
    void afterTheLastTryAMessageIsGivenUpAndCanBeStartedAgain() {
        ChatId group = largeGroup();
        begin(failing().sequence(1).times(4));
        send(group, alice, "one");
        send(group, alice, "two");

        await().atMost(SOON).untilAsserted(() -> assertThat(brought(group, 1)).containsExactly(2L));
        assertThat(events(group, FanOutAbandoned.class)).singleElement().satisfies(given -> {
            assertThat(given.sequence()).isEqualTo(1);
            assertThat(given.tries()).isEqualTo(4);
        });
        nothingIsLeft();
        answer(new RestartFanOut(new LaneId(group, 1), 1));
        assertThat(brought(group, 1)).containsExactly(2L, 1L);
        assertThat(events(group, MailboxesFilled.class))
                .filteredOn(MailboxesFilled::late)
                .hasSize(1);
        assertThat(refusal(new RestartFanOut(new LaneId(group, 1), 1))).isEqualTo(ErrorCode.MESSAGE_NOT_FOUND);
    }

    @Test
    void aLaneBeginsWithTheFirstMessageAfterItsFirstMember() {
        ChatId group = group(people(127));
        send(group, alice, "one");
        answer(new AddMember(group, alice, bob, null));
        send(group, alice, "two");

        await().atMost(SOON).untilAsserted(() -> assertThat(brought(group, 1)).containsExactly(2L));
        assertThat(brought(group, 0)).containsExactly(1L, 2L);
    }

    @Test
    void anotherNodeTakesOverWhatWaits(@TempDir Path otherFolder) {
        node.close();
        node = start(Map.of("parley.fan-out.tries", "1000"));
        ChatId group = largeGroup();
        begin(failing());
        send(group, alice, "one");
        await().atMost(SOON).until(() -> rows("saga_entry") == 1);
        Map<String, String> settings = Map.of(
                "parley.store.node",
                "other",
                "parley.fan-out.tries",
                "1000",
                "parley.data-dir",
                otherFolder.toString(),
                "parley.keys.master-key",
                masterKey().toString());
        try (TestNode other = start(settings)) {
            node.close();
            await().atMost(SOON).until(() -> brought(other, group, 1).equals(List.of(1L)));
        }
        start(SNAPSHOT_EVERY);
    }

    private ChatId group(UserId... others) {
        return opened(result(new OpenGroup(ChatId.random(), alice, new Confidential("title"), List.of(others))))
                .chatId();
    }

    /** Two lanes. */
    private ChatId largeGroup() {
        return group(people(130));
    }

    /** Whoever has credentials is a user: the group's opening asks for no more. */
    private UserId[] people(int count) {
        List<UserId> people = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            UserId user = UserId.random();
            people.add(user);
            jdbc().sql("INSERT INTO work.credentials (user_id, password_hash) VALUES (?, 'a hash')")
                    .param(user.value())
                    .update();
        }
        return people.toArray(UserId[]::new);
    }

    /** In a large group, lane 1 fails. */
    private static Fault failing() {
        return Fault.fail("command:FillMailboxes").lane(1);
    }

    private void awaitSaga() {
        long head = node.bean(EventTail.class).head();
        await().atMost(SOON).until(() -> node.bean(ProjectionProgress.class).position(FanOutSaga.PROCESSOR) >= head);
    }

    private List<Long> brought(ChatId group, int lane) {
        return brought(node, group, lane);
    }

    private static List<Long> brought(TestNode node, ChatId group, int lane) {
        return events(node, group, MailboxesFilled.class).stream()
                .filter(filled -> filled.lane() == lane)
                .map(MailboxesFilled::sequence)
                .toList();
    }

    private <E extends ParleyEvent> List<E> events(ChatId group, Class<E> type) {
        return events(node, group, type);
    }

    private static <E extends ParleyEvent> List<E> events(TestNode node, ChatId group, Class<E> type) {
        long head = node.bean(EventTail.class).head();
        return node.bean(EventsByPosition.class).between(0, head, 10_000).stream()
                .map(LoggedEvent::event)
                .filter(event -> event instanceof MailboxesFilled filled
                                && filled.chatId().equals(group)
                        || event instanceof FanOutAbandoned given
                                && given.chatId().equals(group))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private void nothingIsLeft() {
        await().atMost(SOON).until(() -> rows("saga_entry") + rows("scheduled_tasks") == 0);
    }

    private long rows(String table) {
        return jdbc().sql("SELECT count(*) FROM work." + table)
                .query(Long.class)
                .single();
    }

    private double counted(String what) {
        return node.bean(MeterRegistry.class).counter("parley.fanout." + what).count();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(node.bean(DataSource.class));
    }
}
