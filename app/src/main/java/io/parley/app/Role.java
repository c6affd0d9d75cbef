package io.parley.app;

import io.parley.infra.startup.StartupProblem;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a node does. One node does all; the split over several nodes is yet to come. */
enum Role {
    GATEWAY,
    COMMAND,
    PROJECTION,
    QUERY;

    /**
     * Reads the setting {@code parley.roles}.
     *
     * @throws StartupProblem if it names what is no role, or not all of them
     */
    static Set<Role> parse(String setting) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : setting.split(",", -1)) {
            roles.add(byName(name.strip()));
        }
        if (!roles.equals(EnumSet.allOf(Role.class))) {
            throw new StartupProblem(
                    "The setting parley.roles must name all of %s: this version cannot split them over several nodes yet."
                            .formatted(names()));
        }
        return roles;
    }

    private static Role byName(String name) {
        return Arrays.stream(values())
                .filter(role -> role.lowerCase().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new StartupProblem(
                        "The setting parley.roles knows no role \"%s\": the roles are %s.".formatted(name, names())));
    }

    private static String names() {
        return Arrays.stream(values()).map(Role::lowerCase).collect(Collectors.joining(", "));
    }

    private String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }
}
