package io.parley.projection.batch;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.Id;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * One SQL statement that takes any number of rows at once: each column is one parameter, an array, for {@code unnest}. That
 * costs one round trip and one plan for a whole batch. The statement must change nothing when a row comes again, and must
 * bear several rows with the same key.
 *
 * @param <R> what a row is made from
 */
public final class BulkStatement<R> {

    private final String sql;
    private final List<Column<R>> columns;

    private BulkStatement(Builder<R> builder, String sql) {
        this.sql = sql;
        this.columns = List.copyOf(builder.columns);
    }

    /** Begins a statement: first its columns, in the order of the statement's parameters. */
    public static <R> Builder<R> columns() {
        return new Builder<>();
    }

    /** Rows for this statement. */
    public Rows<R> of(List<R> rows) {
        return new Rows<>(this, rows);
    }

    /** One row for this statement. */
    public Rows<R> of(R row) {
        return of(List.of(row));
    }

    void execute(JdbcOperations jdbc, List<R> rows) {
        jdbc.execute((ConnectionCallback<Integer>) connection -> execute(connection, rows));
    }

    private int execute(Connection connection, List<R> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                statement.setArray(i + 1, columns.get(i).array(connection, rows));
            }
            return statement.executeUpdate();
        }
    }

    /**
     * Rows and the statement that writes them.
     *
     * @param statement the statement
     * @param rows the rows, in order of their events
     */
    public record Rows<R>(BulkStatement<R> statement, List<R> rows) {

        void write(JdbcOperations jdbc) {
            statement.execute(jdbc, rows);
        }
    }

    /** Builds a statement. */
    public static final class Builder<R> {

        private final List<Column<R>> columns = new ArrayList<>();

        private Builder() {}

        /** An identifier. */
        public Builder<R> id(Function<R, @Nullable Id> value) {
            return column("uuid", row -> {
                Id id = value.apply(row);
                return id == null ? null : id.value();
            });
        }

        /** A number. */
        public Builder<R> number(ToLongFunction<R> value) {
            return column("bigint", value::applyAsLong);
        }

        /** A number or nothing. */
        public Builder<R> numberOrNull(Function<R, @Nullable Long> value) {
            return column("bigint", value::apply);
        }

        /** A length of time or nothing, in milliseconds. */
        public Builder<R> millisOrNull(Function<R, @Nullable Duration> value) {
            return numberOrNull(row -> {
                Duration duration = value.apply(row);
                return duration == null ? null : duration.toMillis();
            });
        }

        /** A word out of a fixed set: never what people wrote. */
        public Builder<R> word(Function<R, @Nullable Enum<?>> value) {
            return column("text", row -> {
                Enum<?> word = value.apply(row);
                return word == null ? null : word.name();
            });
        }

        /** A time or nothing. */
        public Builder<R> time(Function<R, @Nullable Instant> value) {
            return column("timestamptz", value::apply);
        }

        /** A ciphertext: two columns, its bytes and its key. */
        public Builder<R> sealed(Function<R, @Nullable Ciphertext> value) {
            columns.add((connection, rows) -> connection.createArrayOf("bytea", bytes(rows, value)));
            return id(row -> {
                Ciphertext sealed = value.apply(row);
                return sealed == null ? null : sealed.keyId();
            });
        }

        /** Ends with the statement itself. */
        public BulkStatement<R> into(String sql) {
            return new BulkStatement<>(this, sql);
        }

        private Builder<R> column(String type, Function<R, @Nullable Object> value) {
            columns.add((connection, rows) ->
                    connection.createArrayOf(type, rows.stream().map(value).toArray()));
            return this;
        }

        private static <R> byte[] @Nullable [] bytes(List<R> rows, Function<R, @Nullable Ciphertext> value) {
            return rows.stream()
                    .map(row -> {
                        Ciphertext sealed = value.apply(row);
                        return sealed == null ? null : sealed.bytes();
                    })
                    .toArray(byte[][]::new);
        }
    }

    @FunctionalInterface
    private interface Column<R> {
        Array array(Connection connection, List<R> rows) throws SQLException;
    }
}
