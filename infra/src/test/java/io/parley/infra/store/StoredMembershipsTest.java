package io.parley.infra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.Spell;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.infra.serialization.Serializers;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class StoredMembershipsTest extends MembershipsContract {

    private static final int MESSAGES = 100_000;

    @Override
    Map<String, String> settings() {
        return Map.of("parley.store.page-size", "10");
    }

    /** Both with values in view, and as the plan of a statement that was prepared for any. */
    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void messagesCostNothingHoweverManyThereAre(String planning) throws Exception {
        group.open(ann, bob);
        group.send();
        sendMany();
        group.add(cid, 2);
        JdbcClient.create(database).sql("ANALYZE events.event").update();

        assertThat(spells()).hasSize(3);
        try (Connection connection = database.getConnection()) {
            JdbcTemplate one = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            one.execute("SET plan_cache_mode = " + planning);
            one.execute("PREPARE membership (text, bigint, bigint, int) AS " + numbered(EventTable.MEMBERSHIP));
            List<String> plan = one.queryForList(
                    "EXPLAIN (ANALYZE, BUFFERS) EXECUTE membership ('%s', -1, 9223372036854775807, 500)"
                            .formatted(group.chat),
                    String.class);
            assertThat(plan).anyMatch(line -> line.contains("using event_membership"));
            assertThat(plan).noneMatch(line -> line.contains("Rows Removed by Filter"));
        }
    }

    private void sendMany() {
        JdbcClient.create(database)
                .sql("INSERT INTO events.event SELECT position + n, gen_random_uuid(), aggregate_type, aggregate_id,"
                        + " sequence_number + n, type, revision, payload, metadata, recorded_at"
                        + " FROM events.event, generate_series(1, ?) n WHERE sequence_number = 1")
                .param(MESSAGES)
                .update();
        group.skip(MESSAGES);
    }

    private static String numbered(String sql) {
        String numbered = sql;
        for (int i = 1; numbered.contains("?"); i++) {
            numbered = numbered.replaceFirst("\\?", "\\$" + i);
        }
        return numbered;
    }

    @Test
    void theTypesInTheStatementAreThoseThatTheSerializerWrites() {
        Serializer serializer = Serializers.forRest();

        for (Class<?> type : List.of(GroupOpened.class, MemberAdded.class, MemberRemoved.class)) {
            assertThat(EventTable.MEMBERSHIP)
                    .contains("'" + serializer.typeForClass(type).getName() + "'");
        }
    }

    @Test
    void aDatabaseThatIsAwayIsSaidToBe() {
        EventTable away = new EventTable(new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws SQLTransientConnectionException {
                throw new SQLTransientConnectionException("told to fail");
            }
        });
        LogReader reader = new LogReader(
                away, Serializers.forRest(), node.bean(Upcasters.class).chain());

        assertThatThrownBy(() -> new StoredMemberships(away, reader, 10).of(ChatId.random(), Spell.LASTING))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
}
