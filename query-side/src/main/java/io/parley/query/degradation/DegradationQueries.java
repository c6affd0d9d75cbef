package io.parley.query.degradation;

import io.parley.contract.degradation.DegradationQuery.FindForcedShedding;
import io.parley.contract.degradation.ForcedShedding;
import io.parley.contract.degradation.ForcedShedding.Forced;
import io.parley.contract.degradation.WorkClass;
import io.parley.query.Answers;
import io.parley.query.ReadModel;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions about what operators said of classes of work. */
public final class DegradationQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(ReadModel.DEGRADATION);

    private final JdbcClient jdbc;
    private final Answers answers;

    /** A handler that reads with these. */
    public DegradationQueries(JdbcClient jdbc, Answers answers) {
        this.jdbc = jdbc;
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<ForcedShedding> handle(FindForcedShedding query) {
        return answers.of(query.atLeast(), NEEDED, () -> new ForcedShedding(said()));
    }

    private List<Forced> said() {
        return jdbc.sql(
                        "SELECT work_class, shed, until FROM views.forced_shedding WHERE shed IS NOT NULL ORDER BY work_class")
                .query((row, number) -> {
                    OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
                    return new Forced(
                            WorkClass.valueOf(row.getString("work_class")),
                            row.getBoolean("shed"),
                            until == null ? null : until.toInstant());
                })
                .list();
    }
}
