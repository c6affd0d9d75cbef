package io.parley.app.audit;

import io.parley.audit.look.EventText;
import io.parley.audit.look.Ids;
import io.parley.audit.look.Times;
import io.parley.contract.MetadataKeys;
import io.parley.infra.seal.LoggedEvent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Events as lines: a table for people, JSON or CSV (RFC 4180) for programs. */
final class EventLines {

    private static final String ROW = "%9s  %-23s  %-22s  %-8s  %-8s";
    private static final int TYPE = 22;
    private static final List<String> COLUMNS = List.of(
            "position",
            "recordedAt",
            "type",
            "aggregateId",
            "sequence",
            "actor",
            "operator",
            "correlationId",
            "causationId",
            "eventId");

    @Option(names = "--json", required = true, description = "One JSON object a line, with all that the event says.")
    private boolean isJson;

    @Option(names = "--csv", required = true, description = "CSV, with a line of names first.")
    private boolean isCsv;

    /** What stands above all lines; empty if nothing does. */
    String head() {
        if (isJson) {
            return "";
        }
        return isCsv ? String.join(",", COLUMNS) : row("POSITION", "TIME (UTC)", "TYPE", "OF", "BY");
    }

    /** The line of an event. */
    String of(LoggedEvent event) {
        EventText text = new EventText(event);
        if (isJson) {
            return text.toJson();
        }
        return isCsv ? csv(event, text) : row(event, text);
    }

    private static String row(LoggedEvent event, EventText text) {
        return row(
                Long.toString(event.position()),
                Times.text(event.recordedAt()),
                text.type().length() > TYPE ? text.type().substring(0, TYPE - 1) + "…" : text.type(),
                Ids.end(event.chain()),
                Ids.end(text.actor()));
    }

    private static String row(String position, String time, String type, String of, String by) {
        return String.format(Locale.ROOT, ROW, position, time, type, of, by).stripTrailing();
    }

    private static String csv(LoggedEvent event, EventText text) {
        return List.of(
                        Long.toString(event.position()),
                        event.recordedAt().toString(),
                        text.type(),
                        event.aggregateId(),
                        Long.toString(event.sequence()),
                        text.metadata(MetadataKeys.ACTOR),
                        text.metadata(MetadataKeys.OPERATOR),
                        text.metadata(MetadataKeys.CORRELATION_ID),
                        text.metadata(MetadataKeys.CAUSATION_ID),
                        event.eventId().toString())
                .stream()
                .map(EventLines::field)
                .collect(Collectors.joining(","));
    }

    private static String field(String value) {
        boolean isPlain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return isPlain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
