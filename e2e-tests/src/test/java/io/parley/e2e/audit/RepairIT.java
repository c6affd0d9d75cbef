package io.parley.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.confidentiality.Tables;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Jar;
import io.parley.e2e.harness.OperatorAtWork;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.media.Samples;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A platform on which all kinds of things have happened is whole; what is broken in it is named, and an operator mends it. */
class RepairIT {

    private static final String WORK = "repair";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern LETTER = Pattern.compile("(?m)^(\\S{36})  history$");

    private Server server;
    private Person ada;
    private Person ben;
    private String chat;
    private Audited log;

    @BeforeEach
    void start() {
        server = Server.start(WORK);
        ada = Person.signsUp(server);
        ben = Person.signsUp(server);
        chat = ada.chatWith(ben);
        log = new Audited(WORK, server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whateverHappensThePlatformIsWhole() {
        ada.takesBack(ada.sends(chat, "taken back")).expect(204);
        ada.sends(chat, "stays");
        ben.marksRead(chat, 2);
        ada.post("/v1/chats/" + chat + "/media")
                .body("audio/wav", Samples.wav(Duration.ofSeconds(1)))
                .send()
                .expect(201);
        Person cy = Person.signsUp(server);
        String group = ada.opensGroup("A group", ben, cy);
        ada.sends(group, "to all");
        ada.removes(group, ben).expect(204);
        ada.puts(group, ben, null);
        ben.sends(group, "again here");
        String temporary = ben.opensTemporaryChat(cy, Duration.ofSeconds(1));
        ben.sends(temporary, "goes by itself");
        String purged = ada.chatWith(cy);
        ada.sends(purged, "goes with its chat");
        ada.purges(purged).expect(204);
        cy.request("DELETE", "/v1/me").send().expect(204);
        Eventually.holds(LIMIT, () -> assertThat(ben.wholeHistory(temporary)).isEmpty());
        log.isSealed();

        Eventually.holds(LIMIT, () -> {
            Jar.Run doctor = log.asks("doctor");
            assertThat(doctor.exitCode()).as(doctor.output()).isZero();
            assertThat(doctor.output()).doesNotContain("WRONG");
            assertThat(doctor.words()).contains("ok chain", "ok read-models", "ok media 1 media", "ok media-objects");
        });
    }

    @Test
    void whatAReadTableCannotTakeIsSeenTriedAgainAndSkippedForAReason() throws Exception {
        OperatorAtWork operator = OperatorAtWork.of(server, WORK);
        assertThat(operator.runs("dead-letter", "list")).contains("Nothing is held back.");
        sql("ALTER TABLE views.message ADD CONSTRAINT broken CHECK (sequence <> 1) NOT VALID");
        ada.sends(chat, "never shown");
        ada.sends(chat, "waits behind it");
        Eventually.holds(LIMIT, () -> assertThat(operator.runs("dead-letter", "list"))
                .contains("MessageSent", "1 wait behind it")
                .doesNotContain("never shown"));
        Matcher letter = LETTER.matcher(operator.runs("dead-letter", "list"));
        assertThat(letter.find()).isTrue();

        assertThat(operator.runs("dead-letter", "show", letter.group(1))).contains(chat, "encrypted");
        Jar.Run failed = operator.tries("dead-letter", "retry", letter.group(1));
        assertThat(failed.exitCode()).as(failed.output()).isEqualTo(1);
        assertThat(failed.words()).contains("It failed again", "2 are still held back");
        Jar.Run doctor = log.asks("doctor", "--only", "dead-letters", "--only", "messages");
        assertThat(doctor.exitCode()).as(doctor.output()).isEqualTo(1);
        assertThat(doctor.words())
                .contains("projection history holds back 2 of " + chat, "WRONG dead-letters 1 place", "ok messages");

        assertThat(operator.runs("dead-letter", "skip", letter.group(1), "--reason", "tried in RepairIT"))
                .contains("It is skipped");

        Eventually.holds(LIMIT, () -> assertThat(ben.wholeHistory(chat))
                .singleElement()
                .satisfies(message -> assertThat(message.text()).isEqualTo("waits behind it")));
        assertThat(operator.runs("dead-letter", "list")).contains("Nothing is held back.");
        Jar.Run again = operator.tries("dead-letter", "skip", letter.group(1), "--reason", "once more");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(log.answers("log", "--type", "DeadLetterSkipped", "--json"))
                .contains("DeadLetterSkipped", letter.group(1));
        assertThat(log.asks("doctor", "--only", "read-models").words())
                .contains("chat " + chat + ": messages in the history: 1, by the log 2");
    }

    /** As somebody with every right would. */
    private void sql(String statement) throws IOException, SQLException {
        Tables tables = Tables.in(server.dataFolder());
        try (Connection connection = DriverManager.getConnection(tables.url(), tables.user(), tables.password());
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }
}
