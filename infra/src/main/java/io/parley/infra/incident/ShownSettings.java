package io.parley.infra.incident;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/** The settings that a node runs with, without what would open something to somebody. */
final class ShownSettings {

    /** Stands for what is not shown. */
    static final String HIDDEN = "(hidden)";

    private static final Pattern SECRET =
            Pattern.compile("passw|pwd|secret|token|credential|passphrase|key$", Pattern.CASE_INSENSITIVE);

    private static final Pattern USER_IN_URL = Pattern.compile("//[^/@\\s]*@");
    private static final Pattern QUERY_OF_URL = Pattern.compile("(://[^?\\s]*)\\?\\S*");

    private ShownSettings() {}

    /** Those of Parley, and of the server as far as they say where it listens. */
    static Map<String, String> of(ConfigurableEnvironment environment) {
        Map<String, String> settings = new TreeMap<>();
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("parley.") || name.startsWith("server."))
                .forEach(name -> settings.put(name, shown(name, environment.getProperty(name, ""))));
        return settings;
    }

    private static String shown(String name, String value) {
        if (value.isEmpty()) {
            return value;
        }
        if (SECRET.matcher(name).find() && !isHarmless(name)) {
            return HIDDEN;
        }
        String withoutUser = USER_IN_URL.matcher(value).replaceAll("//" + HIDDEN + "@");
        return QUERY_OF_URL.matcher(withoutUser).replaceAll("$1?" + HIDDEN);
    }

    /** How long tokens last, and how passwords are hashed, is no secret. */
    private static boolean isHarmless(String name) {
        return name.startsWith("parley.tokens.") || name.startsWith("parley.passwords.");
    }
}
