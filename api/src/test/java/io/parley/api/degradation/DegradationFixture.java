package io.parley.api.degradation;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings as they are by default. */
final class DegradationFixture {

    private DegradationFixture() {}

    static DegradationProperties properties() {
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("parley.degradation", Bindable.of(DegradationProperties.class));
    }
}
