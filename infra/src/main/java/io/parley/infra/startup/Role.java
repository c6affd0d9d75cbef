package io.parley.infra.startup;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;

/**
 * What a node does. Without Axon Server messages travel within a node only, so who takes requests must handle the commands and
 * queries that they become; projections read the log, and may be filled by other nodes. Axon Server carries messages between
 * nodes, so that each role may be a node's only one.
 */
public enum Role {
    /** Takes requests and holds streams. */
    GATEWAY,
    /** Handles commands. */
    COMMAND,
    /** Fills the read tables. */
    PROJECTION,
    /** Answers queries. */
    QUERY;

    private static final Set<Role> SERVING = EnumSet.of(GATEWAY, COMMAND, QUERY);

    /**
     * The roles that are set.
     *
     * @throws StartupProblem if the setting names what is no role, or roles that make no node
     */
    public static Set<Role> in(Environment environment) {
        return parse(
                environment.getProperty("parley.roles", "gateway,command,projection,query"), StoreKind.in(environment));
    }

    static Set<Role> parse(String setting, StoreKind store) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : setting.split(",", -1)) {
            roles.add(byName(name.strip()));
        }
        Set<Role> others = EnumSet.copyOf(roles);
        others.remove(PROJECTION);
        if (store == StoreKind.POSTGRESQL && !others.isEmpty() && !others.equals(SERVING)) {
            throw new StartupProblem(
                    "The setting parley.roles must be gateway,command,query with or without projection, or projection alone:"
                            + " nodes on one PostgreSQL cannot hand commands and queries to each other.");
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
