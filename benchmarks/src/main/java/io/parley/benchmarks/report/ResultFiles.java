package io.parley.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps results in a folder: for each benchmark JSON, Markdown and a plot, which replace those of an earlier run. */
public final class ResultFiles {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;

    /** Keeps them in a folder, which is made when it is needed. */
    public ResultFiles(Path folder) {
        this.folder = folder;
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    /** Writes the results of one benchmark. */
    public void write(String name, Report report, Environment environment) throws IOException {
        Files.createDirectories(folder);
        put(name + ".json", json(report, environment) + "\n");
        put(name + ".md", markdown(name, report, environment));
        if (!report.plots().isEmpty()) {
            put(name + ".svg", Svg.of(report.plots()));
        }
    }

    /** A reader sees the old file or the new one, never a half. */
    private void put(String file, String text) throws IOException {
        Path unfinished = folder.resolve("." + file + ".unfinished");
        Files.writeString(unfinished, text);
        Files.move(unfinished, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String json(Report report, Environment environment) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("environment", environment);
        all.put("report", report);
        return JSON.writeValueAsString(all);
    }

    private static String markdown(String name, Report report, Environment environment) {
        StringBuilder text = new StringBuilder();
        text.append("# ")
                .append(report.title())
                .append("\n\n")
                .append(report.method())
                .append("\n\n");
        text.append("Run again with `./parley bench ").append(name).append("`.\n\n");
        text.append("| what | measured | goal |\n|---|---:|---|\n");
        report.ratios().forEach(ratio -> text.append(row(ratio)));
        if (!report.plots().isEmpty()) {
            text.append("\n![plot](").append(name).append(".svg)\n");
        }
        report.tables().forEach(table -> text.append('\n').append(table.markdown()));
        text.append(report.notes().stream().map(note -> "\n" + note + "\n").collect(Collectors.joining()));
        text.append("\n## Measured on\n\n");
        environment
                .lines(report.postgres())
                .forEach(line -> text.append("- ").append(line).append('\n'));
        return text.toString();
    }

    private static String row(Ratio ratio) {
        String goal = ratio.goal() == null ? "" : ratio.goal() + (ratio.met() ? " ✓" : " (missed)");
        return "| %s | %s | %s |\n".formatted(ratio.label(), ratio.figure(), goal);
    }
}
