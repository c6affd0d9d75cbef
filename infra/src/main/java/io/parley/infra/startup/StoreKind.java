package io.parley.infra.startup;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Where the log of record is kept: the setting {@code parley.store}. */
public enum StoreKind {
    /** In schema {@code events} of the database that holds everything else too. */
    POSTGRESQL,
    /** In a context of an Axon Server, which carries commands and queries between nodes too. */
    AXON_SERVER;

    private static final String SETTING = "parley.store";

    /**
     * What is set.
     *
     * @throws org.springframework.boot.context.properties.bind.BindException if it is none of these
     */
    public static StoreKind in(Environment environment) {
        return Binder.get(environment).bind(SETTING, StoreKind.class).orElse(POSTGRESQL);
    }

    /** Whether other tables are written in the transaction that records an event. If not, they follow it. */
    public boolean isTransactional() {
        return this == POSTGRESQL;
    }

    private static boolean isSet(ConditionContext context, StoreKind kind) {
        return in(context.getEnvironment()) == kind;
    }

    /** For beans of the log in PostgreSQL. */
    public static final class IsPostgres implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isSet(context, POSTGRESQL);
        }
    }

    /** For beans of the log in Axon Server. */
    public static final class IsAxonServer implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isSet(context, AXON_SERVER);
        }
    }
}
