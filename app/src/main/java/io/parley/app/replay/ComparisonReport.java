package io.parley.app.replay;

import io.parley.app.audit.Count;
import io.parley.app.terminal.Report;
import io.parley.audit.replay.Comparison;
import io.parley.audit.replay.Comparison.Table;
import java.io.PrintWriter;
import java.util.Locale;

/** Says how tables compare. */
final class ComparisonReport {

    private final Report report;

    ComparisonReport(PrintWriter out) {
        this.report = new Report(out);
    }

    void say(Comparison comparison) {
        report.title(text("Compared at position %,d of the log.", comparison.position()));
        comparison.tables().forEach(this::say);
        if (comparison.heldBack() > 0) {
            report.note(
                    text("events that the live one holds back, which the rebuilt one has: %,d", comparison.heldBack()));
        }
        if (comparison.leaving() > 0) {
            report.note(text("chats that are gone and still being removed, left out: %,d", comparison.leaving()));
        }
        report.title(comparison.isEqual() ? "Both say the same." : "They do NOT say the same.");
    }

    private void say(Table table) {
        if (table.isEqual()) {
            report.fine(table.name() + ": " + Count.of(table.live().rows(), "row"));
        } else {
            report.wrong(text(
                    "%s: %s live, %,d rebuilt",
                    table.name(),
                    Count.of(table.live().rows(), "row"),
                    table.rebuilt().rows()));
        }
        if (!table.columns().isEmpty()) {
            report.note("not compared, since only one of both has it: " + String.join(", ", table.columns()));
        }
        table.differences().forEach(row -> report.note((row.isLive() ? "only live: " : "only rebuilt: ") + row.row()));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
