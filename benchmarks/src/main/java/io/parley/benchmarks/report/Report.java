package io.parley.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a benchmark has found.
 *
 * @param title a heading
 * @param method how it was measured, in a few sentences
 * @param postgres the version of PostgreSQL that was measured with; empty if there was none
 * @param ratios what was asked for, the most important first
 * @param tables the figures behind them
 * @param plots the same to look at
 * @param notes what a reader should know before he believes it
 */
public record Report(
        String title,
        String method,
        String postgres,
        List<Ratio> ratios,
        List<Table> tables,
        List<Plot> plots,
        List<String> notes) {

    /** Keeps what it was given. */
    public Report {
        ratios = List.copyOf(ratios);
        tables = List.copyOf(tables);
        plots = List.copyOf(plots);
        notes = List.copyOf(notes);
    }

    /** This report, and behind everything what a further part of the same benchmark has found. Title and PostgreSQL stay. */
    public Report and(Report part) {
        return new Report(
                title,
                method + "\n\n" + part.method,
                postgres,
                joined(ratios, part.ratios),
                joined(tables, part.tables),
                joined(plots, part.plots),
                joined(notes, part.notes));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** For a terminal: a line for each ratio, then the tables. */
    public String asText() {
        String lines = ratios.stream().map(Ratio::line).collect(Collectors.joining("\n"));
        String figures = tables.stream().map(Table::text).collect(Collectors.joining("\n"));
        return lines + "\n\n" + figures;
    }
}
