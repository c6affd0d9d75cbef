package io.parley.infra.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleTest {

    @Test
    void allRolesInAnyOrderAreAWholeNode() {
        assertThat(Role.parse("query, GATEWAY,command , projection", StoreKind.POSTGRESQL))
                .containsExactlyInAnyOrder(Role.values());
    }

    @Test
    void anUnknownRoleIsNamedWithThoseThatThereAre() {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> Role.parse("gateway,cook", StoreKind.POSTGRESQL))
                .withMessage(
                        "The setting parley.roles knows no role \"cook\": the roles are gateway, command, projection, query.");
    }

    @Test
    void whoServesMayLeaveProjectionsToOthersAndTheOthersDoNothingElse() {
        assertThat(Role.parse("gateway,command,query", StoreKind.POSTGRESQL))
                .containsExactlyInAnyOrder(Role.GATEWAY, Role.COMMAND, Role.QUERY);
        assertThat(Role.parse("projection", StoreKind.POSTGRESQL)).containsExactly(Role.PROJECTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gateway", "command", "query", "gateway,query", "gateway,command,projection", "query,projection"
            })
    void rolesThatNeedMessagesFromOtherNodesAreRefused(String roles) {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> Role.parse(roles, StoreKind.POSTGRESQL))
                .withMessage(
                        "The setting parley.roles must be gateway,command,query with or without projection, or projection alone:"
                                + " nodes on one PostgreSQL cannot hand commands and queries to each other.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "command", "query", "projection", "gateway,query", "query,projection"})
    void withAxonServerEveryRoleMayBeANodeOfItsOwn(String roles) {
        assertThat(Role.parse(roles, StoreKind.AXON_SERVER)).hasSize(roles.split(",", -1).length);
    }

    @Test
    void noRoleAtAllIsRefused() {
        assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> Role.parse("", StoreKind.POSTGRESQL));
    }
}
