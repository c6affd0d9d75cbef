package io.parley.e2e.confidentiality;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.OperatorAtWork;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Looks everywhere for what is gone: for its text, for its keys, wrapped and unwrapped, and for any key at all that opens a copy of it.
 * Right after a purge old copies of the keyring still open it, with the key file of then; after the next rotation nothing does, with the
 * key file of then but gone from the disk.
 */
class GoneMeansGoneIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String NAME = "gone";

    private final List<Secret> texts = new ArrayList<>();

    @Test
    void nothingOpensWhatIsGone() throws IOException, SQLException {
        try (Server server = Server.start(NAME)) {
            Path masterKey = server.dataFolder().path().resolve("master-key.json");
            Person ada = Person.signsUp(server);
            Person ben = Person.signsUp(server);
            String purged = ada.chatWith(ben);
            Sent inPurged = ada.sends(purged, mark("text of a purged chat"));
            String kept = ada.opensGroup("A group", ben);
            Sent stays = ada.sends(kept, "This stays.");
            Sent takenBack = ada.sends(kept, mark("text taken back"));
            String temporary = ben.opensTemporaryChat(Person.signsUp(server), Duration.ofSeconds(3));
            Sent expires = ben.sends(temporary, mark("text that expires"));
            List<String> gone = List.of(inPurged.messageId(), takenBack.messageId(), expires.messageId());

            Tables tables = Tables.in(server.dataFolder());
            Cryptanalyst before =
                    new Cryptanalyst().copyKeyring(tables).copyMessages(tables).copyMasterKeys(masterKey);
            assertThat(before.readable())
                    .as("the search would find what is there")
                    .containsAll(gone);
            ada.purges(purged).expect(204);
            ada.takesBack(takenBack).expect(204);
            Eventually.holds(LIMIT, () -> assertThat(ben.history(temporary, "")).isEmpty());
            awaitDeletion(tables);

            rightAfter(tables, masterKey, gone, stays);
            OperatorAtWork.of(server, NAME).runs("keys", "rotate");
            afterTheRotation(tables, before, masterKey, gone, stays);
            assertThat(ben.history(kept, ""))
                    .filteredOn(message -> !message.retracted())
                    .extracting(Message::text)
                    .containsExactly("This stays.");
            List<String> owners = new ArrayList<>(gone);
            owners.add(purged);
            searchEverything(server, tables, before, owners);
        }
    }

    private void rightAfter(Tables tables, Path masterKey, List<String> gone, Sent stays)
            throws IOException, SQLException {
        Cryptanalyst now =
                new Cryptanalyst().copyKeyring(tables).copyMessages(tables).copyMasterKeys(masterKey);
        assertThat(now.readable()).doesNotContainAnyElementsOf(gone).contains(stays.messageId());
    }

    /** Copies of then, with the key file as it is now, together with everything else that is there now. */
    private void afterTheRotation(Tables tables, Cryptanalyst before, Path masterKey, List<String> gone, Sent stays)
            throws IOException, SQLException {
        assertThat(before.withoutMasterKeys().copyMasterKeys(masterKey).readable())
                .as("what old copies open with the new key file")
                .isEmpty();
        assertThat(before.withoutMasterKeys()
                        .copyMasterKeys(masterKey)
                        .copyKeyring(tables)
                        .readable())
                .as("what old copies and the keyring of now open together")
                .doesNotContainAnyElementsOf(gone)
                .contains(stays.messageId());
    }

    private void searchEverything(Server server, Tables tables, Cryptanalyst before, List<String> owners)
            throws SQLException, IOException {
        List<String> found = new ArrayList<>();
        List<Secret> secrets = new ArrayList<>(texts);
        before.unwrapped().forEach(key -> secrets.add(new Secret("an unwrapped key", key)));
        List<Secret> inTables = new ArrayList<>(secrets);
        before.wrapped(owners).forEach(key -> inTables.add(new Secret("a key as it was wrapped", key)));
        Map<String, String> dump = new HashMap<>(tables.dump());
        server.stop();
        dump.forEach((table, rows) -> search(inTables, table, Secret.bytesAsChars(rows.getBytes(UTF_8)), found));
        List<Path> files = new ArrayList<>(server.logs());
        files.addAll(server.dataFolder().files());
        for (Path file : files) {
            search(secrets, file.toString(), Secret.bytesAsChars(Files.readAllBytes(file)), found);
        }
        assertThat(found).isEmpty();
    }

    private static void search(List<Secret> secrets, String where, String content, List<String> found) {
        secrets.forEach(secret -> secret.findIn(content).ifPresent(what -> found.add(what + " in " + where)));
    }

    private static void awaitDeletion(Tables tables) {
        Eventually.holds(LIMIT, () -> assertThat(tables.column("SELECT event FROM work.deletion"))
                .hasSize(3));
    }

    private String mark(String what) {
        String mark = "m" + UUID.randomUUID().toString().replace("-", "");
        texts.add(new Secret(what, mark));
        return mark;
    }
}
