package io.parley.e2e.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Api;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SharedServer
class OperationsIT {

    private static final Pattern METRIC =
            Pattern.compile("\\b(?:parley|hikaricp|jvm|http_server|process|system)_[a-z_]+");

    private final Api api;

    OperationsIT(Server server) {
        this.api = server.api();
    }

    @Test
    void theStatusTellsTheServiceLevelToEverybody() {
        Answer status = api.get("/v1/status").send().expect(200);

        assertThat(status.text("serviceLevel")).isEqualTo("healthy");
        assertThat(status.json().path("shed").isArray()).isTrue();
        assertThat(status.json().path("shed").size()).isZero();
        assertThat(status.text("version")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void itIsHealthy(String path) {
        assertThat(api.get(path).send().expect(200).text("status")).isEqualTo("UP");
    }

    @Test
    void metricsAreTold() {
        String metrics = api.get("/actuator/prometheus").send().expect(200).body();

        assertThat(metrics).contains("jvm_memory_used_bytes", "http_server_requests_seconds_count", "parley_");
    }

    /** What is not there would be a panel without a line, or an alert that never comes. */
    @ParameterizedTest
    @ValueSource(strings = {"prometheus/parley-rules.yaml", "grafana/parley-dashboard.json"})
    void alertsAndDashboardAskForWhatThereIs(String file) throws IOException {
        String asked = Files.readString(Path.of("../infra/deploy").resolve(file));
        String told = api.get("/actuator/prometheus").send().expect(200).body();

        assertThat(METRIC.matcher(asked).results().map(MatchResult::group).distinct())
                .hasSizeGreaterThan(5)
                .allSatisfy(metric -> assertThat(told).containsPattern("(?m)^" + metric + "[{ ]"));
    }
}
