package io.parley.infra.presence;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.Activity.Disconnected;
import io.parley.contract.presence.Activity.UserWasActive;
import io.parley.contract.presence.ActivityFeed;
import io.parley.infra.nodes.NodeChannel;
import io.parley.infra.nodes.Nodes;
import io.parley.infra.nodes.TestNodes;
import io.parley.infra.presence.ActivityWriter.Setting;
import io.parley.infra.presence.ActivityWriter.Tables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A node's part in what devices do, on a given database. */
final class Gateway implements AutoCloseable {

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Nodes nodes;
    final NotifiedFeed feed;
    final FeedSender sender;
    final ActivityWriter writer;
    final OwnStreams own = new OwnStreams();
    private final NodeChannel channel;

    private Gateway(HikariDataSource database, ActivityProperties settings, Clock clock) {
        JdbcClient jdbc = JdbcClient.create(database);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        nodes = TestNodes.start(database, meters);
        feed = new NotifiedFeed(UUID.randomUUID(), own, new StandingTable(jdbc, settings), settings);
        channel = nodes.channel("activity", feed);
        sender = new FeedSender(feed.self(), nodes, channel, jdbc, settings, meters);
        sender.start();
        Partitions partitions = new Partitions(jdbc, transaction, clock, settings.keep());
        writer = new ActivityWriter(
                new Tables(jdbc, transaction, partitions),
                own,
                feed,
                sender,
                new Setting(settings, UUID::randomUUID, meters));
    }

    /** One that does nothing by itself: {@link #round()}. */
    static Gateway on(HikariDataSource database) {
        return on(database, settings());
    }

    static Gateway on(HikariDataSource database, ActivityProperties settings) {
        return new Gateway(database, settings, Clock.systemUTC());
    }

    static Gateway on(HikariDataSource database, Clock clock) {
        return new Gateway(database, settings(), clock);
    }

    /** Leases of a second; batches of ten. */
    static ActivityProperties settings() {
        return settings(10, 1000);
    }

    static ActivityProperties settings(int batch, int waiting) {
        return new ActivityProperties(
                Duration.ofMillis(20),
                batch,
                waiting,
                Duration.ofMillis(300),
                Duration.ofSeconds(1),
                Duration.ofDays(7),
                Duration.ofMillis(20),
                1000,
                Duration.ofMillis(400));
    }

    /** Writes, renews and sweeps, as it would by itself. */
    void round() {
        writer.round();
    }

    Connected connect(UserId userId) {
        Connected begun = new Connected(userId, DeviceId.random(), UUID.randomUUID(), Instant.now());
        writer.note(begun);
        return begun;
    }

    Disconnected disconnect(Connected begun) {
        Disconnected ended = new Disconnected(begun.userId(), begun.deviceId(), begun.connectionId(), Instant.now());
        writer.note(ended);
        return ended;
    }

    UserWasActive act(UserId userId, Instant at) {
        UserWasActive was = new UserWasActive(userId, DeviceId.random(), at);
        note(was);
        return was;
    }

    void note(Activity activity) {
        writer.note(activity);
    }

    Board follow() {
        Board board = new Board();
        board.follows(feed.follow(board));
        return board;
    }

    ActivityFeed feed() {
        return feed;
    }

    double count(String meter) {
        return meters.counter(meter).count();
    }

    /** Ends as a process does that is killed: its connections stay in the table. */
    void die() {
        sender.close();
        channel.close();
        feed.close();
        nodes.close();
    }

    @Override
    public void close() {
        writer.close();
        die();
    }
}
