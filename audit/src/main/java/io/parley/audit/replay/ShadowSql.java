package io.parley.audit.replay;

import io.parley.projection.Projection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a projection's statements are where it is rebuilt: the same, on tables of the same name in another schema. Tables of other
 * projections, which it only reads, stay those that serve.
 */
final class ShadowSql {

    static final String LIVE = "views";
    static final String SHADOW = "shadow";

    /** Bookkeeping that projections share: each has rows of its own in them. */
    static final List<String> SHARED = List.of("gone_chat", "deletion");

    private final Pattern tables;

    private ShadowSql(Stream<String> names) {
        this.tables = Pattern.compile(
                "\\b" + LIVE + "\\.(" + names.map(Pattern::quote).collect(Collectors.joining("|")) + ")\\b");
    }

    static ShadowSql of(Projection projection) {
        return new ShadowSql(Stream.concat(namesOf(projection).stream(), SHARED.stream()));
    }

    /** The names of the tables that are a projection's own, without their schema. */
    static List<String> namesOf(Projection projection) {
        return projection.tables().stream()
                .map(table -> table.substring(LIVE.length() + 1))
                .toList();
    }

    String of(String sql) {
        return tables.matcher(sql).replaceAll(SHADOW + ".$1");
    }
}
