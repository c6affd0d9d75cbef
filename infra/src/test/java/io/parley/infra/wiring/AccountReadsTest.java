package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import io.parley.contract.session.CloseReason;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionEvent.SessionOpened;
import io.parley.contract.session.SessionPage;
import io.parley.contract.session.SessionQuery.FindSessions;
import io.parley.contract.session.SessionView;
import io.parley.contract.user.BlockPage;
import io.parley.contract.user.BlockView;
import io.parley.contract.user.UserEvent.UserBlocked;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.contract.user.UserEvent.UserUnblocked;
import io.parley.contract.user.UserQuery.FindBlocks;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What users are told of their sessions and blocks. */
class AccountReadsTest {

    private static final Instant MONTH_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant SINCE = MONTH_AGO.plusSeconds(1);

    @AutoClose
    private final ReadSide read = ReadSide.fresh();

    private final UserId ada = Talk.register(read, "ada", "Ada");
    private final UserId ben = Talk.register(read, "ben", "Ben");
    private final UserId cem = Talk.register(read, "cem", "Cem");

    /** Signs in on a device whose refresh token is from a time. */
    private DeviceId signIn(UserId user, String name, Instant refreshed) {
        DeviceId device = DeviceId.random();
        read.append(new SessionOpened(device, user, Talk.seal(read, name)));
        read.jdbc
                .sql("INSERT INTO work.refresh (device_id, generation, refreshed_at) VALUES (?, 1, ?)")
                .param(device.value())
                .param(OffsetDateTime.ofInstant(refreshed, ZoneOffset.UTC))
                .update();
        return device;
    }

    private DeviceId signIn(UserId user, String name) {
        return signIn(user, name, SINCE);
    }

    private SessionPage sessions(UserId user, long below, int limit) {
        return read.ask(new FindSessions(user, SINCE, below, limit, 0));
    }

    private List<DeviceId> devices(UserId user) {
        return sessions(user, Long.MAX_VALUE, 100).items().stream()
                .map(SessionView::deviceId)
                .toList();
    }

    private void close(DeviceId device, UserId user) {
        read.append(new SessionClosed(device, user, CloseReason.SIGNED_OUT));
    }

    @Test
    void openSessionsAreListedNewestFirstWithTheirNames() {
        DeviceId phone = signIn(ada, "phone");
        signIn(ben, "Ben's");
        DeviceId desk = signIn(ada, "desk");
        long position = read.log.head();
        read.project();

        List<SessionView> items = sessions(ada, Long.MAX_VALUE, 100).items();

        assertThat(items).extracting(SessionView::deviceId).containsExactly(desk, phone);
        assertThat(items)
                .extracting(SessionView::deviceName)
                .containsExactly(new Confidential("desk"), new Confidential("phone"));
        assertThat(items.get(0).position()).isEqualTo(position);
        assertThat(items.get(0).openedAt())
                .isEqualTo(read.log.at(List.of(position)).get(0).recordedAt());
    }

    @Test
    void aSessionIsConnectedWhileAGatewayThatLivesHasAStreamOfIt() {
        DeviceId phone = signIn(ada, "phone");
        DeviceId desk = signIn(ada, "desk");
        DeviceId tablet = signIn(ada, "tablet");
        read.project();
        UUID alive = gateway(false);
        connect(phone, alive);
        connect(phone, alive);
        connect(desk, gateway(true));

        assertThat(sessions(ada, Long.MAX_VALUE, 100).items())
                .extracting(SessionView::deviceId, SessionView::connected)
                .containsExactly(tuple(tablet, false), tuple(desk, false), tuple(phone, true));
    }

    private UUID gateway(boolean gone) {
        UUID node = UUID.randomUUID();
        read.jdbc
                .sql("INSERT INTO work.gateway (node, started_at, heartbeat_at, removed_at)"
                        + " VALUES (?, now(), now(), CASE WHEN ? THEN now() END)")
                .param(node)
                .param(gone)
                .update();
        return node;
    }

    private void connect(DeviceId device, UUID node) {
        read.jdbc
                .sql(
                        "INSERT INTO work.connection (connection_id, user_id, device_id, node, since) VALUES (?, ?, ?, ?, now())")
                .param(UUID.randomUUID())
                .param(ada.value())
                .param(device.value())
                .param(node)
                .update();
    }

    @Test
    void aSessionThatWasClosedIsListedNoMore() {
        DeviceId phone = signIn(ada, "phone");
        DeviceId desk = signIn(ada, "desk");
        close(phone, ada);
        read.project();

        assertThat(devices(ada)).containsExactly(desk);
    }

    @Test
    void aSessionWhoseRefreshTokenHasRunOutIsListedNoMore() {
        signIn(ada, "long ago", MONTH_AGO);
        DeviceId desk = signIn(ada, "desk");
        read.project();

        assertThat(devices(ada)).containsExactly(desk);
    }

    @Test
    void sessionsComeInPages() {
        List<DeviceId> opened = List.of(signIn(ada, "one"), signIn(ada, "two"), signIn(ada, "three"));
        read.project();

        SessionPage first = sessions(ada, Long.MAX_VALUE, 2);
        SessionPage second = sessions(ada, first.items().get(1).position(), 2);

        assertThat(first.more()).isTrue();
        assertThat(first.items()).extracting(SessionView::deviceId).containsExactly(opened.get(2), opened.get(1));
        assertThat(second.more()).isFalse();
        assertThat(second.items()).extracting(SessionView::deviceId).containsExactly(opened.get(0));
        assertThat(sessions(ada, Long.MAX_VALUE, 3).more()).isFalse();
    }

    @Test
    void aDeviceWhoseNameCannotBeReadIsListedWithoutOne() {
        Ciphertext unreadable = Talk.seal(read, "gone");
        DeviceId device = signIn(ada, "phone");
        read.profiles.clear();
        read.project();

        assertThat(unreadable).isNotNull();
        assertThat(sessions(ada, Long.MAX_VALUE, 1).items())
                .singleElement()
                .satisfies(item -> assertThat(item.deviceId()).isEqualTo(device))
                .satisfies(item -> assertThat(item.deviceName()).isNull());
    }

    @Test
    void sessionsOfWhichSomethingIsHeldBackAreNotListed() {
        signIn(ada, "phone");
        read.project();
        read.jdbc
                .sql(
                        "INSERT INTO views.held_back (projection, event_id, subject, user_id) VALUES ('session', 'e', ?, ?)")
                .param(DeviceId.random().value())
                .param(ada.value())
                .update();

        assertRefused(new FindSessions(ada, SINCE, Long.MAX_VALUE, 1, 0));
        assertThat(sessions(ben, Long.MAX_VALUE, 1).items()).isEmpty();
    }

    private void block(UserId blocker, UserId blocked) {
        read.append(new UserBlocked(blocker, blocked, Talk.BEGINNING.plusSeconds(read.log.head())));
    }

    private BlockPage blocks(UserId user, long below, int limit) {
        return read.ask(new FindBlocks(user, below, limit, 0));
    }

    private List<UserId> blocked(UserId user) {
        return blocks(user, Long.MAX_VALUE, 100).items().stream()
                .map(BlockView::userId)
                .toList();
    }

    @Test
    void blocksAreListedNewestFirst() {
        block(ada, ben);
        block(ada, cem);
        block(ben, ada);
        long last = read.log.head();
        read.project();

        assertThat(blocks(ada, Long.MAX_VALUE, 100).items())
                .containsExactly(
                        new BlockView(cem, Talk.BEGINNING.plusSeconds(last - 2), last - 1),
                        new BlockView(ben, Talk.BEGINNING.plusSeconds(last - 3), last - 2));
        assertThat(blocked(cem)).isEmpty();
    }

    @Test
    void aBlockThatWasLiftedIsGoneWhetherInOneBatchOrSeveral() {
        block(ada, ben);
        read.append(new UserUnblocked(ada, ben));
        block(ada, cem);
        read.project(1);
        assertThat(blocked(ada)).containsExactly(cem);

        read.append(new UserUnblocked(ada, cem));
        block(ada, ben);
        block(ada, cem);
        read.append(new UserUnblocked(ada, ben));
        read.project();
        assertThat(blocked(ada)).containsExactly(cem);
        assertThat(read.count("block")).isEqualTo(1);
    }

    @Test
    void blocksComeInPages() {
        block(ada, ben);
        block(ada, cem);
        read.project();

        BlockPage first = blocks(ada, Long.MAX_VALUE, 1);
        BlockPage second = blocks(ada, first.items().get(0).position(), 1);

        assertThat(first.items()).extracting(BlockView::userId).containsExactly(cem);
        assertThat(first.more()).isTrue();
        assertThat(second.items()).extracting(BlockView::userId).containsExactly(ben);
        assertThat(second.more()).isFalse();
    }

    @Test
    void anErasedAccountBlocksNobodyAndIsListedByNobody() {
        block(ada, ben);
        block(ben, ada);
        block(ben, cem);
        long erased = read.append(new UserErased(ben, List.of(KeyId.random()), Talk.BEGINNING));
        read.project();

        assertThat(blocked(ada)).isEmpty();
        assertThat(blocked(ben)).isEmpty();
        assertThat(read.count("block")).isZero();
        assertThat(read.texts("deletion")).contains("(%d,,user,4)".formatted(erased));
    }

    @Test
    void whoWasErasedAtTheSameTimeIsNotListed() {
        read.append(new UserErased(ben, List.of(KeyId.random()), Talk.BEGINNING));
        read.project(1);
        block(ada, ben);
        block(ada, cem);
        read.project(1);

        assertThat(blocked(ada)).containsExactly(cem);
    }

    @Test
    void blocksOfAnAccountThatIsHeldBackAreNotListed() {
        read.project();
        read.jdbc
                .sql("INSERT INTO views.held_back (projection, event_id, subject, user_id) VALUES ('user', 'e', ?, ?)")
                .param(ada.value())
                .param(ada.value())
                .update();

        assertRefused(new FindBlocks(ada, Long.MAX_VALUE, 1, 0));
        assertThat(blocked(ben)).isEmpty();
    }

    private void assertRefused(io.parley.contract.ParleyQuery<?> query) {
        assertThatThrownBy(() -> read.ask(query))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_YET));
    }
}
