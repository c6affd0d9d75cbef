package io.parley.audit.capsule;

import io.parley.audit.look.EventText;
import io.parley.audit.proof.EventJson;
import io.parley.contract.audit.Moment;
import io.parley.infra.seal.LoggedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a capsule: the events of a stretch of the log as they lie there, those before it on which they rest, and what else is known of
 * that time. Texts are ciphertext, and no key is in it.
 */
public final class CapsuleExport {

    private static final Set<String> LEVELS = Set.of("ServiceLevelChanged", "SheddingForced", "SheddingFreed");

    private static final String NODES = """
            SELECT jsonb_build_object('node', node, 'startedAt', started_at, 'seenAt', seen_at, 'versions', versions,
                'settings', settings)::text
            FROM work.node_run WHERE started_at <= ? AND seen_at >= ? ORDER BY started_at""";

    private static final String METRICS = """
            SELECT jsonb_build_object('at', taken_at, 'node', node, 'measurements', measurements)::text
            FROM work.metric_sample WHERE taken_at >= ? AND taken_at <= ? ORDER BY taken_at, node""";

    /** Of a letter nothing is taken but what is said of it. */
    private static final String LETTERS = """
            SELECT e.aggregate_id, jsonb_build_object('projection', d.processinggroup, 'conversation', d.sequenceidentifier,
                'position', e.position, 'eventId', e.event_id, 'event', d.payloadtype, 'since', d.enqueuedat,
                'cause', d.causetype, 'message', d.causemessage)::text
            FROM work.dead_letter d JOIN events.event e ON e.event_id = d.eventidentifier::uuid
            WHERE e.position <= ? ORDER BY e.position, d.processinggroup""";

    private final Rows rows;
    private final Connection connection;
    private final String parley;
    private final Clock clock;

    /**
     * One that reads by a connection.
     *
     * @param connection of which it has the only transaction, and in which it changes nothing
     * @param parley which version this is
     */
    public CapsuleExport(Connection connection, String parley, Clock clock) throws SQLException {
        this.rows = new Rows(connection);
        this.connection = connection;
        this.parley = parley;
        this.clock = clock;
    }

    /** What messages said, if somebody may know. */
    public interface Texts {

        /**
         * Writes them, a line for each.
         *
         * @param chats the chats whose messages were sent in the stretch
         * @param last its last position
         */
        void write(Collection<String> chats, Instant since, long last, Consumer<String> line) throws IOException;
    }

    /**
     * Makes one.
     *
     * @param from the first moment or position
     * @param to the last; {@link Moment#NOW} for all since
     * @param texts what adds what messages said; null for a capsule without
     * @return what it says of itself
     * @throws CapsuleFailure if there is no such stretch
     */
    public CapsuleManifest write(Moment from, Moment to, @Nullable Texts texts, OutputStream out)
            throws SQLException, IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Stretch stretch = Stretch.between(connection, from, to, now);
        CapsuleWriter capsule = new CapsuleWriter(out);
        Set<String> chains = writeEvents(stretch, capsule);
        capsule.part(Capsule.NODES, line -> lines(NODES, line, stretch.to(), stretch.from()));
        capsule.part(Capsule.METRICS, line -> lines(METRICS, line, stretch.from(), stretch.to()));
        capsule.part(Capsule.LETTERS, line -> letters(chains, stretch, line));
        if (texts != null) {
            Set<String> chats = chatsOf(stretch);
            capsule.part(Capsule.TEXTS, line -> texts.write(chats, stretch.from(), stretch.last(), line));
        }
        CapsuleManifest manifest = manifest(stretch, now, capsule);
        capsule.end(manifest, CapsuleReadme.of(manifest));
        return manifest;
    }

    /** Returns whose events they are. */
    private Set<String> writeEvents(Stretch stretch, CapsuleWriter capsule) throws SQLException, IOException {
        Named named = new Named();
        capsule.part(
                Capsule.EVENTS,
                line -> rows.stretch(stretch.first(), stretch.last(), event -> {
                    named.of(event);
                    line.accept(EventJson.of(event).toString());
                }));
        capsule.part(
                Capsule.LEVELS,
                line -> rows.stretch(stretch.first(), stretch.last(), event -> {
                    EventText text = new EventText(event);
                    if (LEVELS.contains(text.type())) {
                        line.accept(text.toJson());
                    }
                }));
        rows.before(named.chains(), stretch.first(), named::named);
        Set<String> chains = new TreeSet<>(named.chains());
        chains.addAll(rows.users(named.others(), stretch.first()));
        capsule.part(
                Capsule.BEFORE,
                line -> rows.before(
                        chains,
                        stretch.first(),
                        event -> line.accept(EventJson.of(event).toString())));
        return chains;
    }

    /** Those of events that are in the capsule: what is held back of others is not known where it is run. */
    private void letters(Set<String> chains, Stretch stretch, Consumer<String> line) throws SQLException {
        rows.each(
                LETTERS,
                row -> {
                    if (chains.contains(LoggedEvent.chainOf(row.getString(1)))) {
                        line.accept(row.getString(2));
                    }
                },
                stretch.last());
    }

    private Set<String> chatsOf(Stretch stretch) throws SQLException {
        Set<String> chats = new TreeSet<>();
        rows.stretch(stretch.first(), stretch.last(), event -> {
            if (isSent(event)) {
                chats.add(event.chain());
            }
        });
        return chats;
    }

    private static boolean isSent(LoggedEvent event) {
        return new EventText(event).type().equals("MessageSent");
    }

    private void lines(String sql, Consumer<String> line, Instant one, Instant other) throws SQLException {
        rows.each(
                sql,
                row -> line.accept(row.getString(1)),
                one.atOffset(ZoneOffset.UTC),
                other.atOffset(ZoneOffset.UTC));
    }

    private CapsuleManifest manifest(Stretch stretch, Instant now, CapsuleWriter capsule) throws SQLException {
        List<String> epoch = new ArrayList<>();
        rows.each("SELECT epoch::text FROM events.store", row -> epoch.add(row.getString(1)));
        return new CapsuleManifest(
                stretch.from(),
                stretch.to(),
                stretch.isEmpty() ? 0 : stretch.first(),
                stretch.isEmpty() ? 0 : stretch.last(),
                String.join("", epoch),
                now,
                parley,
                capsule.parts());
    }
}
