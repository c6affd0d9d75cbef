package io.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.parley.infra.startup.StartupProblem;
import org.junit.jupiter.api.Test;

class RoleTest {

    @Test
    void allRolesInAnyOrderAreAWholeNode() {
        assertThat(Role.parse("query, GATEWAY,command , projection")).containsExactlyInAnyOrder(Role.values());
    }

    @Test
    void anUnknownRoleIsNamedWithThoseThatThereAre() {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> Role.parse("gateway,cook"))
                .withMessage(
                        "The setting parley.roles knows no role \"cook\": the roles are gateway, command, projection, query.");
    }

    @Test
    void fewerRolesThanAllAreRefused() {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> Role.parse("gateway,query"))
                .withMessage(
                        "The setting parley.roles must name all of gateway, command, projection, query: this version cannot split them over several nodes yet.");
    }

    @Test
    void noRoleAtAllIsRefused() {
        assertThatExceptionOfType(StartupProblem.class).isThrownBy(() -> Role.parse(""));
    }
}
