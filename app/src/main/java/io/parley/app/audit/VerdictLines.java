package io.parley.app.audit;

import io.parley.app.terminal.Report;
import io.parley.audit.histories.Check;
import io.parley.audit.histories.HistoryVerdict;
import io.parley.audit.histories.Place;
import io.parley.audit.histories.Violation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What came of looking at histories, as lines for people or programs. */
final class VerdictLines {

    private static final int TOLD = 10;

    private final HistoryVerdict verdict;
    private final List<Path> files;

    VerdictLines(HistoryVerdict verdict, List<Path> files) {
        this.verdict = verdict;
        this.files = List.copyOf(files);
    }

    /** One line for each check, with the first findings below it. */
    void say(PrintWriter out) {
        Report report = new Report(out);
        report.title(String.join(
                ", ",
                Count.of(verdict.operations(), "operation"),
                Count.of(verdict.clients(), "client"),
                Count.of(verdict.chats(), "chat"),
                Count.of(verdict.messages(), "message")));
        for (Check check : Check.values()) {
            say(report, check, verdict.of(check));
        }
        report.title(verdict.holds() ? "The histories hold." : "The histories do NOT hold.");
    }

    private void say(Report report, Check check, HistoryVerdict.Tally tally) {
        String looked = String.format(Locale.ROOT, "%s: looked at %,d", check.title(), tally.looked());
        if (tally.violations() > 0) {
            report.wrong(looked + ", " + Count.of(tally.violations(), "finding"));
            List<Violation> found = of(check);
            found.stream().limit(TOLD).forEach(violation -> report.wrong(sentence(violation)));
            if (tally.violations() > TOLD) {
                report.wrong("and " + Count.of(tally.violations() - TOLD, "more finding"));
            }
        } else if (tally.looked() > 0) {
            report.fine(looked);
        } else {
            report.note(check.title() + ": there is nothing to look at, so nothing is known");
        }
    }

    private List<Violation> of(Check check) {
        return verdict.violations().stream()
                .filter(violation -> violation.check() == check)
                .toList();
    }

    private String sentence(Violation violation) {
        return violation.places().stream().map(this::place).collect(Collectors.joining(", ")) + ": " + violation.what();
    }

    private String place(Place place) {
        String line = "line " + place.line();
        return files.size() == 1 ? line : files.get(place.file()) + " " + line;
    }

    /** One object for each check, and one for each finding that is kept. */
    List<String> asJson() {
        List<String> lines = new ArrayList<>();
        for (Check check : Check.values()) {
            HistoryVerdict.Tally tally = verdict.of(check);
            lines.add(object(check)
                    .put("looked", tally.looked())
                    .put("findings", tally.violations())
                    .toString());
            of(check).forEach(violation -> lines.add(json(violation)));
        }
        return lines;
    }

    private String json(Violation violation) {
        ObjectNode json = object(violation.check()).put("finding", violation.what());
        var places = json.putArray("places");
        violation.places().forEach(place -> places.addObject()
                .put("file", files.get(place.file()).toString())
                .put("line", place.line()));
        return json.toString();
    }

    private static ObjectNode object(Check check) {
        return JsonNodeFactory.instance.objectNode().put("check", check.id());
    }
}
