package io.parley.infra.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.MetadataKeys;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ReceiptsId;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.FlakyProxy;
import io.parley.infra.testing.FlakyProxy.Cut;
import io.parley.infra.testing.Tally.Count;
import io.parley.infra.testing.TestNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandResultMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The connection is lost in mid-commit: whoever sent a command is told what really became of it. */
class LostAnswerTest {

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final ReceiptsId tally = TestNode.newTally();
    private FlakyProxy proxy;
    private TestNode node;

    @BeforeEach
    void start() throws IOException {
        proxy = FlakyProxy.before(database);
        node = TestNode.on(proxy.address(), Map.of("parley.commands.partitions", "1"));
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
        proxy.close();
    }

    @Test
    void aCommitThatWasCarriedOutIsAnsweredAsSuch() throws Exception {
        result(new Count(tally, 1));
        proxy.cutNext(Cut.BEFORE_THE_ANSWER);

        CommandResultMessage<?> result = result(new Count(tally, 1));

        assertThat(proxy.hasCut()).isTrue();
        assertThat(result.isExceptional()).isFalse();
        assertThat(result.getPayload()).isEqualTo(2L);
        assertThat(result.getMetaData()).containsEntry(MetadataKeys.POSITION, 2L);
        assertThat(stored()).isEqualTo(2);
        assertThat(result(new Count(tally, 1)).getPayload()).isEqualTo(3L);
    }

    @Test
    void aCommitThatTheServerNeverGotIsAnsweredAsSuch() throws Exception {
        result(new Count(tally, 1));
        proxy.cutNext(Cut.BEFORE_THE_SERVER);

        CommandResultMessage<?> result = result(new Count(tally, 1));

        assertThat(proxy.hasCut()).isTrue();
        assertThat(result.isExceptional()).isTrue();
        assertThat(((Rejection) result.exceptionResult()).code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(stored()).isEqualTo(1);
        assertThat(result(new Count(tally, 1)).getPayload()).isEqualTo(2L);
    }

    @Test
    void aWholeGroupIsToldTheSame() throws Exception {
        result(new Count(tally, 1));
        for (Cut cut : List.of(Cut.BEFORE_THE_ANSWER, Cut.BEFORE_THE_SERVER, Cut.BEFORE_THE_ANSWER)) {
            long before = stored();
            proxy.cutNext(cut);
            List<CompletableFuture<CommandResultMessage<?>>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(node.send(new Count(i % 2 == 0 ? tally : TestNode.newTally(), 1)));
            }
            long acknowledged = 0;
            for (CompletableFuture<CommandResultMessage<?>> answer : answers) {
                acknowledged += answer.get(30, TimeUnit.SECONDS).isExceptional() ? 0 : 1;
            }
            assertThat(proxy.hasCut()).isTrue();
            assertThat(stored() - before).isEqualTo(acknowledged);
        }
    }

    private CommandResultMessage<?> result(Object command) throws Exception {
        return node.send(command).get(30, TimeUnit.SECONDS);
    }

    private long stored() {
        return JdbcClient.create(database)
                .sql("SELECT count(*) FROM events.event")
                .query(Long.class)
                .single();
    }
}
