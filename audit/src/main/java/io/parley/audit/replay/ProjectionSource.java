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

    /** Which version that is; empty if nobody says. */
    default String version() {
        return "";
    }

    /** Those of a version that has a name. */
    static ProjectionSource of(String version, ProjectionSource projections) {
        return new ProjectionSource() {
            @Override
            public List<Projection> with(JdbcOperations jdbc, PlatformTransactionManager transactions) {
                return projections.with(jdbc, transactions);
            }

            @Override
            public String version() {
                return version;
            }
        };
    }

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
