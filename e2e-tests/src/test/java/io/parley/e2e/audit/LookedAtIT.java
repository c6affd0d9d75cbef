package io.parley.e2e.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.OperatorAtWork;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator looks into the log over HTTP, and the log says so, provably. */
class LookedAtIT {

    private static final String WORK = "looked-at";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Server server;
    private Person ada;
    private Person ben;
    private String chat;
    private OperatorAtWork operator;
    private Audited log;

    @BeforeEach
    void talk() {
        server = Server.start(WORK);
        ada = Person.signsUp(server);
        ben = Person.signsUp(server);
        chat = ada.chatWith(ben);
        ada.sends(chat, "We agreed on eight");
        ben.sends(chat, "We did");
        ben.marksRead(chat, 1);
        operator = OperatorAtWork.of(server, WORK);
        log = new Audited(WORK, server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Answer looks(String path) {
        return server.api().get("/v1/operator" + path).bearing(operator.token()).send();
    }

    private String operatorId() {
        return operatorIds().get(0);
    }

    private List<String> operatorIds() {
        return looks("/events?type=AuditLogRead")
                .expect(200)
                .json()
                .at("/items")
                .valueStream()
                .map(item -> item.at("/payload/operatorId").stringValue())
                .toList();
    }

    @Test
    void whatIsSeenIsWhatTheCommandLineSeesAndNothingOfWhatWasSaid() {
        Answer events = looks("/events?chat=" + chat + "&type=MessageSent").expect(200);
        String message = events.json().at("/items/0/payload/messageId").stringValue();
        long position = events.json().at("/items/1/position").longValue();
        Answer history = looks("/messages/" + message + "?chat=" + chat).expect(200);
        Answer before = looks("/chats/" + chat + "/as-of?at=" + (position - 1)).expect(200);
        Answer diff = looks("/chats/" + chat + "/diff?from=" + (position - 1)).expect(200);

        assertThat(events.json().at("/items").size()).isEqualTo(2);
        assertThat(events.json().at("/items/0/metadata/actor").stringValue()).isEqualTo(ada.id());
        assertThat(history.json().at("/steps").valueStream().map(step -> step.at("/what")
                        .stringValue()))
                .contains("sent by " + ada.id(), "delivered to and read by " + ben.id());
        assertThat(before.json().at("/messages").size()).isOne();
        assertThat(diff.json().at("/messages").size()).isOne();
        assertThat(diff.json().at("/messages/0/before").isNull()).isTrue();
        assertThat(diff.json().at("/messages/0/after/sequence").intValue()).isEqualTo(2);
        assertThat(List.of(events, history, before, diff))
                .noneMatch(answer -> answer.body().contains("agreed on eight"));
        looks("/chats/" + chat + "/as-of?at=2020-01-01").expectProblem(404, "chat_not_found");
        ada.get("/v1/operator/events").send().expectProblem(401, "unauthorized");
    }

    @Test
    void thatSomebodyLookedIsInTheLogSealedAndProvable() {
        looks("/chats/" + chat + "/as-of?reason=ticket+7").expect(200);
        looks("/events?user=nobody").expectProblem(400, "invalid_request");
        Answer again = looks("/events?type=AuditLogRead").expect(200);

        assertThat(again.json().at("/items").size()).isEqualTo(2); // this one too
        assertThat(again.json().at("/items/0/payload/operation").stringValue()).isEqualTo("CONVERSATION");
        assertThat(again.json().at("/items/0/payload/parameters/chat").stringValue())
                .isEqualTo(chat);
        assertThat(again.json().at("/items/0/payload/reason").stringValue()).isEqualTo("ticket 7");
        assertThat(again.json().at("/items/0/payload/address").stringValue()).isEqualTo("127.0.0.1");
        log.isSealed();
        String who = operatorId();
        log.isSealed();
        assertThat(log.answers("log", "--chat", who)).contains("AuditLogRead");
        log.answers("proof", who, "--out", folder.resolve("looks.jsonl").toString());
        assertThat(log.answers("check", folder.resolve("looks.jsonl").toString()))
                .contains("It holds: 3 events");
    }

    @Test
    void whatProvesAConversationIsHadOverHttpAndHoldsElsewhere() throws Exception {
        log.isSealed();
        Path root = Files.writeString(
                folder.resolve("root.json"), looks("/root").expect(200).body());
        Path bundle = Files.writeString(
                folder.resolve("bundle.jsonl"),
                looks("/chats/" + chat + "/proof?reason=court").expect(200).body());

        assertThat(log.answers("check", bundle.toString(), "--root", root.toString()))
                .contains("It holds", chat);

        Files.writeString(bundle, Files.readString(bundle).replaceFirst("\"position\":\\d+", "\"position\":99"));
        assertThat(log.asks("check", bundle.toString()).exitCode()).isEqualTo(1);
        assertThat(looks("/events?type=AuditLogRead").expect(200).body()).contains("PROOF", "ROOT", "court");
        looks("/chats/" + UUID.randomUUID() + "/proof").expectProblem(404, "chat_not_found");
    }

    @Test
    void whatWasSaidIsShownToWhomItMayBeByNameAndReasonAndUntilItIsGone() {
        OperatorAtWork revealing = OperatorAtWork.whoReveals(server, WORK);
        String message = looks("/events?chat=" + chat + "&type=MessageSent")
                .expect(200)
                .json()
                .at("/items/0/payload/messageId")
                .stringValue();
        String[] show = {"audit", "show", message, "--chat", chat, "--reveal", "--reason", "case 7"};
        String[] all = {"audit", "chat", chat, "--reveal", "--reason", "case 8"};

        assertThat(revealing.runs(show)).contains("We agreed on eight", "sent by " + ada.id());
        assertThat(revealing.runs(all)).contains("We agreed on eight", "We did");
        assertThat(operator.tries(show).exitCode()).isEqualTo(1);
        assertThat(operator.tries(show).output()).contains("forbidden").doesNotContain("eight");
        Answer looked = looks("/events?type=AuditLogRead").expect(200);
        assertThat(looked.json().at("/items").valueStream().map(item -> item.at("/payload/reason")
                        .asString("")))
                .contains("case 7", "case 8");
        assertThat(looked.body()).contains("\"reveal\":\"true\"").doesNotContain("eight");
        assertThat(looked.json().at("/items").valueStream().filter(item -> item.at("/payload/parameters/refused")
                        .asString("")
                        .equals("true")))
                .as("what was refused is recorded too")
                .hasSize(2);

        ada.purges(chat).expect(204);
        Eventually.holds(LIMIT, () -> ben.get("/v1/chats/" + chat).send().expect(410));
        assertThat(revealing.runs(show))
                .contains("(gone: nobody can read it any more)")
                .doesNotContain("eight");
        assertThat(revealing.runs(all)).contains("gone with chat").doesNotContain("eight", "We did");
    }

    @Test
    void aPurgeIsNotHinderedAndDoesNotHideThatSomebodyLooked() {
        looks("/chats/" + chat + "/as-of").expect(200);
        ada.purges(chat).expect(204);
        Eventually.holds(LIMIT, () -> ben.get("/v1/chats/" + chat).send().expect(410));

        Answer gone = looks("/chats/" + chat + "/as-of").expect(200);

        assertThat(gone.json().at("/chat/goneBy").stringValue()).isEqualTo("purged");
        assertThat(gone.json().at("/messages/0/fate").stringValue()).isEqualTo("gone_with_chat");
        assertThat(operatorIds()).hasSize(3);
        log.isSealed();
    }
}
