package io.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Parameter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.ClassUtils;

/** application.yml says that it has all settings with their defaults. */
class SettingsTest {

    /** Read by the command line or by conditions, before there are properties. */
    private static final Set<String> EARLY = Set.of("parley.roles", "parley.store");

    @Test
    void theFileHasEachSettingWithItsDefaultAndNoOther() {
        assertThat(inTheFile()).isEqualTo(inTheCode());
    }

    private static Map<String, String> inTheFile() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yml"));
        Map<String, String> settings = new TreeMap<>();
        Objects.requireNonNull(yaml.getObject()).forEach((name, value) -> {
            if (name.toString().startsWith("parley.") && !EARLY.contains(name.toString())) {
                settings.put(name.toString(), new MockEnvironment().resolvePlaceholders(value.toString()));
            }
        });
        return settings;
    }

    private static Map<String, String> inTheCode() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        Map<String, String> settings = new TreeMap<>();
        scan.findCandidateComponents("io.parley").forEach(found -> {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            add(type.getAnnotation(ConfigurationProperties.class).value(), type, settings);
        });
        return settings;
    }

    private static void add(String prefix, Class<?> type, Map<String, String> settings) {
        for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
            String name = prefix + "."
                    + parameter.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (parameter.getType().isRecord()) {
                add(name, parameter.getType(), settings);
            } else {
                settings.put(
                        name,
                        String.join(
                                ",", parameter.getAnnotation(DefaultValue.class).value()));
            }
        }
    }
}
