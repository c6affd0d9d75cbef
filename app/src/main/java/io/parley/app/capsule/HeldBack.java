package io.parley.app.capsule;

import io.parley.app.terminal.Report;
import io.parley.audit.capsule.Capsule;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What could not be handled this time, beside what could not be then. */
public final class HeldBack {

    private static final String LETTERS = """
            SELECT processinggroup, position, payloadtype, causetype, coalesce(causemessage, '') AS message
            FROM (SELECT *, substring(encode(token, 'escape') FROM '"globalIndex"\\s*:\\s*([0-9]{1,18})')::bigint AS position
                FROM work.dead_letter) d
            ORDER BY position, processinggroup""";

    private final JdbcClient jdbc;
    private final long shift;

    /**
     * That of a server's database.
     *
     * @param shift by how much positions of then must be changed to be those of here
     */
    public HeldBack(JdbcClient jdbc, long shift) {
        this.jdbc = jdbc;
        this.shift = shift;
    }

    private record Letter(String projection, long position, String type, String cause, String message) {

        /** Those that wait behind another have no cause of their own. */
        boolean isCause() {
            return !cause.isEmpty();
        }
    }

    private record Place(String projection, long position) {}

    /** Says both. */
    public void say(Capsule capsule, Report report) throws IOException, InterruptedException {
        Set<Place> then = new HashSet<>();
        capsule.lines(
                Capsule.LETTERS,
                letter -> then.add(new Place(
                        letter.path("projection").asString(),
                        letter.path("position").longValue())));
        for (Letter letter : letters()) {
            boolean again = then.remove(new Place(letter.projection(), letter.position() - shift));
            report.wrong(sentence(letter) + (again ? ", as then" : ", unlike then"));
        }
        for (Place place : then) {
            report.note("%s held back %d (then %d), and took it this time"
                    .formatted(place.projection(), place.position() + shift, place.position()));
        }
    }

    private String sentence(Letter letter) {
        return String.format(
                Locale.ROOT,
                "%s holds back %s at position %d (then %d)%s",
                letter.projection(),
                letter.type().replaceFirst("^.*[.$]", ""),
                letter.position(),
                letter.position() - shift,
                letter.isCause() ? ": " + letter.cause().replaceFirst("^.*[.$]", "") + ": " + letter.message() : "");
    }

    private List<Letter> letters() {
        return jdbc.sql(LETTERS)
                .query((row, number) -> new Letter(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4) == null ? "" : row.getString(4),
                        row.getString(5)))
                .list();
    }
}
