package io.parley.e2e.confidentiality;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NothingLeaksIT {

    private final List<String> leaks = new ArrayList<>();

    @Test
    void nothingConfidentialIsFoundInLogsMetricsTablesOrFiles() throws IOException, SQLException {
        Map<String, String> settings = new HashMap<>(Settings.UNLIMITED);
        settings.put("LOGGING_LEVEL_IO_PARLEY", "DEBUG");
        try (Server server = Server.start("leak", settings)) {
            Confidences confidences = new Confidences(server);
            confidences.pass();
            String metrics =
                    server.api().get("/actuator/prometheus").send().expect(200).body();
            Map<String, String> tables = Tables.in(server.dataFolder()).dump();
            server.stop();

            search(confidences, "metrics", metrics);
            assertThat(tables.toString())
                    .as("the tables, which hold the chat's id")
                    .contains(confidences.chat());
            tables.forEach((name, rows) -> search(confidences, "table " + name, rows));
            searchFiles(confidences, server);
            assertThat(leaks).isEmpty();
        }
    }

    private void searchFiles(Confidences confidences, Server server) throws IOException {
        List<Path> files = new ArrayList<>(server.logs());
        files.addAll(server.dataFolder().files());
        long bytes = 0;
        boolean chatFound = false;
        Secret chat = new Secret("chat", confidences.chat());
        for (Path file : files) {
            String content = Secret.bytesAsChars(Files.readAllBytes(file));
            bytes += content.length();
            chatFound |= chat.findIn(content).isPresent();
            for (Secret secret : confidences.secrets()) {
                secret.findIn(content).ifPresent(found -> leaks.add(found + " in " + file));
            }
        }
        System.out.printf(
                "Searched %d files of %d MiB for %d secrets%n",
                files.size(), bytes >> 20, confidences.secrets().size());
        assertThat(chatFound).as("the chat's id is found in the files").isTrue();
    }

    private void search(Confidences confidences, String where, String content) {
        String bytes = Secret.bytesAsChars(content.getBytes(StandardCharsets.UTF_8));
        for (Secret secret : confidences.secrets()) {
            secret.findIn(bytes).ifPresent(found -> leaks.add(found + " in " + where));
        }
    }
}
