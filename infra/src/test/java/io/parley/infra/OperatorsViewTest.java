package io.parley.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators are given: alerts that lead into the runbook, and a dashboard that Grafana can load. */
class OperatorsViewTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path ROOT = Path.of("..");
    private static final Path RULES = ROOT.resolve("infra/deploy/prometheus/parley-rules.yaml");
    private static final Path DASHBOARD = ROOT.resolve("infra/deploy/grafana/parley-dashboard.json");

    @TestFactory
    Stream<DynamicTest> everyAlertSaysWhenHowBadAndWhatToDo() throws IOException {
        Object file = new Yaml().load(Files.readString(RULES));
        JsonNode rules = JSON.valueToTree(file);
        List<String> sections = sections();
        return rules.path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .map(rule ->
                        DynamicTest.dynamicTest(rule.path("alert").asString(), () -> assertComplete(rule, sections)));
    }

    private static void assertComplete(JsonNode rule, List<String> sections) {
        assertThat(rule.path("for").asString()).isNotBlank();
        assertThat(rule.path("labels").path("severity").asString()).isIn("page", "ticket");
        assertThat(rule.path("annotations").path("summary").asString()).isNotBlank();
        String runbook = rule.path("annotations").path("runbook").asString();
        assertThat(runbook).startsWith("docs/RUNBOOK.md#");
        assertThat(sections).contains(runbook.substring(runbook.indexOf('#') + 1));
        assertThat(rule.path("expr").asString()).isNotBlank();
        assertBalanced(rule.path("expr").asString());
    }

    private static List<String> sections() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/RUNBOOK.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
    }

    private static void assertBalanced(String expression) {
        for (String pair : List.of("()", "{}", "[]")) {
            assertThat(expression.chars().filter(each -> each == pair.charAt(0)).count())
                    .as(expression)
                    .isEqualTo(expression
                            .chars()
                            .filter(each -> each == pair.charAt(1))
                            .count());
        }
    }

    @Test
    void theDashboardHasPanelsThatAskForSomethingEach() throws IOException {
        JsonNode dashboard = JSON.readTree(Files.readString(DASHBOARD));

        assertThat(dashboard.path("title").asString()).isEqualTo("Parley");
        assertThat(dashboard.path("panels").valueStream())
                .hasSizeGreaterThan(15)
                .allSatisfy(panel -> {
                    assertThat(panel.path("title").asString()).isNotBlank();
                    assertThat(panel.path("targets").valueStream())
                            .isNotEmpty()
                            .allSatisfy(
                                    target -> assertBalanced(target.path("expr").asString()));
                });
    }
}
