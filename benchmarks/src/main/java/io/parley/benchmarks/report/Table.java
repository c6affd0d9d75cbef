package io.parley.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of results.
 *
 * @param title what it shows
 * @param columns the heads of the columns; the first is that of the rows' names
 * @param rows as many cells each as there are columns
 */
public record Table(String title, List<String> columns, List<List<String>> rows) {

    /** Checks that each row has all cells. */
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("%s has not the columns %s".formatted(row, columns));
            }
        }
    }

    /** As Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("### ").append(title).append("\n\n");
        line(text, columns);
        text.append("|---".repeat(1)).append("|---:".repeat(columns.size() - 1)).append("|\n");
        rows.forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        cells.forEach(cell -> text.append("| ").append(cell.replace("|", "\\|")).append(' '));
        text.append("|\n");
    }

    /** With columns that stand below each other, for a terminal. */
    String text() {
        List<List<String>> all = new ArrayList<>(rows);
        all.add(0, columns);
        int[] widths = IntStream.range(0, columns.size())
                .map(column -> all.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder(title).append('\n');
        all.forEach(row -> text.append(aligned(row, widths)).append('\n'));
        return text.toString();
    }

    private static String aligned(List<String> row, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String padding = " ".repeat(widths[column] - row.get(column).length());
            text.append("  ").append(column == 0 ? row.get(column) + padding : padding + row.get(column));
        }
        return text.toString().stripTrailing();
    }
}
