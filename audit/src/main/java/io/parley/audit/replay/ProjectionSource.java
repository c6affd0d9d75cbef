package io.parley.audit.replay;

import io.parley.projection.Projection;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/** The projections of a version of the platform. */
@FunctionalInterface
public interface ProjectionSource {

    /** All of them, writing with these. */
    List<Projection> with(JdbcOperations jdbc, PlatformTransactionManager transactions);

    /** One of them. */
    static Projection named(String name, List<Projection> projections) {
        return projections.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ReplayRefusal("There is no projection \"%s\": it is one of %s."
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        projections.stream()
                                                .map(Projection::name)
                                                .toList()))));
    }
}
