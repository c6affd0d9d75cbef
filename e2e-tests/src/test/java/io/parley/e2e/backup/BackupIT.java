package io.parley.e2e.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Jar;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Restored;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import io.parley.e2e.media.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is backed up while it runs, and another one made of the backup. */
class BackupIT {

    private static final String WORK = "backup";

    @TempDir
    private Path folder;

    private Server server;
    private Person ada;
    private Person ben;
    private String chat;
    private String mediaId;
    private Sent kept;
    private Sent deleted;

    @BeforeEach
    void talk() {
        server = Server.start(WORK);
        ada = Person.signsUp(server);
        ben = Person.signsUp(server);
        chat = ada.chatWith(ben);
        kept = ada.sends(chat, "This stays");
        mediaId = ada.post("/v1/chats/" + chat + "/media")
                .body("image/png", Samples.png(40, 30))
                .send()
                .expect(201)
                .text("mediaId");
        ada.post("/v1/chats/" + chat + "/messages")
                .json(Json.object("messageId", Unique.messageId(), "mediaId", mediaId))
                .send()
                .expect(201);
        deleted = ada.sends(chat, "This was a mistake");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatWasDeletedAfterTheBackupIsNotBackAndEverythingElseIs() {
        String id;
        try (SseStream stream = ben.resumesFrom("0")) {
            stream.awaitMessage("This was a mistake");
            id = stream.lastId();
        }
        backUp("monday");
        ada.takesBack(deleted).expect(204);
        String keys = backUp("keys", "--only", "keyring", "--only", "ledger");

        assertThat(keys).contains("master-key.json", "Keep a copy apart");
        try (Server another = restored()) {
            assertThatAllIsThereButWhatWasDeleted(another);
            try (SseStream resumed = ben.at(another).resumesFrom(id)) {
                resumed.awaitEvent("reset", event -> true);
            }
        }
    }

    private void assertThatAllIsThereButWhatWasDeleted(Server another) {
        Person adaThere = ada.at(another);
        Person benThere = ben.at(another);

        assertThat(signsIn(another, ada).expect(200).text("userId")).isEqualTo(ada.id());
        assertThat(benThere.opens(ada.id()).expect(200).text("chatId")).isEqualTo(chat);
        assertThat(adaThere.trySend(chat, kept.messageId(), "This stays")
                        .expect(200)
                        .number("sequence"))
                .isEqualTo(kept.sequence());
        assertThat(benThere.get("/v1/media/" + mediaId).send().expect(200).header("Content-Type"))
                .isEqualTo("image/png");
        Sent next = adaThere.sends(chat, "And on it goes");
        assertThat(next.sequence()).isEqualTo(deleted.sequence() + 1);
        assertThat(benThere.wholeHistory(chat))
                .extracting(Message::text)
                .contains("This stays", "And on it goes")
                .doesNotContain("This was a mistake");
    }

    private Server restored() {
        return Restored.of(
                server,
                WORK + "-restored",
                folder.resolve("monday").toString(),
                "--keyring",
                folder.resolve("keys").toString());
    }

    @Test
    void aServerThatRunsIsNotRestoredInto() {
        backUp("monday");

        Jar.Run refused = Jar.run(
                WORK, server.environment(), "restore", folder.resolve("monday").toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("in use by another Parley").doesNotContain("\tat ");
        ada.sends(chat, "Nothing happened");
    }

    @Test
    void aServerThatStandsStillIsBackedUpToo() {
        server.stop();

        assertThat(backUp("still")).contains("all events up to position");

        server.start();
        signsIn(server, ben).expect(200);
    }

    private String backUp(String name, String... more) {
        List<String> command =
                new ArrayList<>(List.of("backup", folder.resolve(name).toString()));
        command.addAll(List.of(more));
        Jar.Run run = Jar.run(WORK, server.environment(), command.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }

    private static Answer signsIn(Server at, Person person) {
        return at.api()
                .post("/v1/tokens")
                .json(Json.object("handle", person.handle(), "password", person.password(), "device", "new"))
                .send();
    }
}
