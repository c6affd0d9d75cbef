package io.parley.app;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Keeps the edge out of a node that is no gateway: controllers, streams, sessions. What remains is how the server answers at all
 * (errors, JSON, limits), for health and metrics.
 */
final class EdgeLeftOut extends TypeExcludeFilter {

    private static final String EDGE = "io.parley.api.";
    private static final List<String> KEPT = List.of(
            EDGE + "ApiConfiguration",
            EDGE + "problem.",
            EDGE + "json.",
            EDGE + "limits.",
            EDGE + "dispatch.RandomIds",
            EDGE + "session.LoopbackFilter");

    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory types) throws IOException {
        String name = type.getClassMetadata().getClassName();
        return name.startsWith(EDGE)
                && !name.endsWith("Properties")
                && KEPT.stream().noneMatch(name::startsWith);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EdgeLeftOut;
    }

    @Override
    public int hashCode() {
        return EdgeLeftOut.class.hashCode();
    }
}
