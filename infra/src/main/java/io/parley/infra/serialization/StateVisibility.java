package io.parley.infra.serialization;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.introspect.VisibilityChecker;

/**
 * Lets Jackson see the private fields of our own classes that are no records: aggregates (snapshots) and sagas. Without it
 * Jackson 3 writes them as {@code {}} and their state is lost without a word. Accessors are ignored, so that what is stored is
 * the state and nothing that is computed from it.
 */
final class StateVisibility extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;
    private static final String OURS = "io.parley.";

    @Override
    public VisibilityChecker findAutoDetectVisibility(
            MapperConfig<?> config, AnnotatedClass type, VisibilityChecker checker) {
        Class<?> raw = type.getRawType();
        if (raw.isRecord() || !raw.getName().startsWith(OURS)) {
            return super.findAutoDetectVisibility(config, type, checker);
        }
        return checker.withFieldVisibility(Visibility.ANY)
                .withGetterVisibility(Visibility.NONE)
                .withIsGetterVisibility(Visibility.NONE)
                .withSetterVisibility(Visibility.NONE);
    }
}
