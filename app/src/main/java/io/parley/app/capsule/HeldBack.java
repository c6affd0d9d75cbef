package io.parley.app.capsule;

import io.parley.app.terminal.Report;
import io.parley.audit.capsule.Capsule;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What could not be handled this time, beside what could not be then. An event is the same by its identifier; its position is not. */
public final class HeldBack {

    private static final String LETTERS = """
            SELECT d.processinggroup, e.event_id::text, e.position, d.payloadtype, coalesce(d.causetype, '') AS cause,
                coalesce(d.causemessage, '') AS message
            FROM work.dead_letter d JOIN events.event e ON e.event_id = d.eventidentifier::uuid
            ORDER BY e.position, d.processinggroup""";

    private final JdbcClient jdbc;
    private final Capsule capsule;

    /** That of a server's database, in which a capsule was run. */
    public HeldBack(JdbcClient jdbc, Capsule capsule) {
        this.jdbc = jdbc;
        this.capsule = capsule;
    }

    private record Letter(Place place, long position, String type, String cause, String message) {

        /** Those that wait behind another have no cause of their own. */
        boolean isCause() {
            return !cause.isEmpty();
        }
    }

    private record Place(String projection, String eventId) {}

    /** Says both. */
    public void say(Report report) throws IOException, InterruptedException {
        Map<Place, Long> then = then();
        List<Letter> letters = letters();
        Map<String, Long> positions = positionsThen(letters);
        for (Letter letter : letters) {
            boolean again = then.remove(letter.place()) != null;
            long position =
                    Objects.requireNonNullElse(positions.get(letter.place().eventId()), 0L);
            report.wrong(sentence(letter, position) + (again ? ", as then" : ", unlike then"));
        }
        then.forEach((place, position) -> report.note("%s held back what was at position %d then, and took it this time"
                .formatted(place.projection(), position)));
    }

    private Map<Place, Long> then() throws IOException, InterruptedException {
        Map<Place, Long> then = new LinkedHashMap<>();
        capsule.lines(
                Capsule.LETTERS,
                letter -> then.put(
                        new Place(
                                letter.path("projection").asString(),
                                letter.path("eventId").asString()),
                        letter.path("position").longValue()));
        return then;
    }

    private Map<String, Long> positionsThen(List<Letter> letters) throws IOException, InterruptedException {
        Map<String, Long> positions = new HashMap<>();
        letters.forEach(letter -> positions.put(letter.place().eventId(), 0L));
        for (String part : List.of(Capsule.BEFORE, Capsule.EVENTS)) {
            capsule.events(
                    part,
                    event -> positions.computeIfPresent(event.eventId().toString(), (id, none) -> event.position()));
        }
        return positions;
    }

    private static String sentence(Letter letter, long then) {
        return String.format(
                Locale.ROOT,
                "%s holds back %s at position %d (then %d)%s",
                letter.place().projection(),
                simple(letter.type()),
                letter.position(),
                then,
                letter.isCause() ? ": " + simple(letter.cause()) + ": " + letter.message() : "");
    }

    private static String simple(String type) {
        return type.replaceFirst("^.*[.$]", "");
    }

    private List<Letter> letters() {
        return jdbc.sql(LETTERS)
                .query((row, number) -> new Letter(
                        new Place(row.getString(1), row.getString(2)),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }
}
