package io.parley.e2e.confidentiality;

import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Everything confidential that passes through the platform in a day, the rightful and the wrong, each with a mark of its own. */
final class Confidences {

    private final Server server;
    private final List<Secret> secrets = new ArrayList<>();
    private final String text = mark("message text");
    private final String longText = mark("long message text");
    private final String refusedText = mark("refused message text");
    private final String link = mark("link");
    private final String handle = mark("handle");
    private final String peersHandle = mark("peer's handle");
    private final String wantedHandle = mark("handle asked for");
    private final String displayName = mark("display name");
    private final String newDisplayName = mark("new display name");
    private final String deviceName = mark("device name");
    private final String wrongPassword = mark("wrong password");
    private final Person ada;
    private final Person ben;
    private final String chat;

    Confidences(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server.api(), handle, "Ada " + displayName);
        this.ben = Person.signsUp(server.api(), peersHandle, "Ben");
        this.chat = ada.chatWith(ben);
    }

    /** All that must be found nowhere. */
    List<Secret> secrets() {
        return secrets;
    }

    /** An identifier that may be found, and must, or the search is no search. */
    String chat() {
        return chat;
    }

    /** A day passes. */
    void pass() {
        Person atHome = ada.onAnotherDevice("Phone of " + deviceName);
        try (SseStream stream = ben.listens()) {
            theyTalk(stream);
        }
        theyLookAround(atHome);
        wrongThingsAreTried();
        for (Person person : List.of(ada, ben, atHome)) {
            secrets.add(new Secret("password", person.password()));
            secrets.add(new Secret("access token", signature(person.accessToken())));
            secrets.add(new Secret("refresh token", person.refreshToken()));
        }
    }

    private void theyTalk(SseStream stream) {
        Sent sent = ada.sends(chat, "Tell nobody: " + text);
        ada.sends(chat, (longText + " ").repeat(4_096 / (longText.length() + 1)));
        ada.sends(chat, "@" + peersHandle + ", see https://example.org/" + link);
        stream.awaitMessages(3, Duration.ofSeconds(10));
        ben.marksRead(chat, 3);
        ada.receiptsOf(sent);
        ada.trySend(chat, sent.messageId(), sent.text()).expect(200);
        ada.trySend(chat, sent.messageId(), refusedText).expect(409);
        try (SseStream again = ben.resumesFrom("0")) {
            List<Message> heard = again.awaitMessages(3, Duration.ofSeconds(10));
            if (!heard.get(0).text().contains(text)) {
                throw new AssertionError("the text did not come through");
            }
        }
    }

    private void theyLookAround(Person atHome) {
        atHome.inbox();
        atHome.wholeHistory(chat);
        atHome.get("/v1/me").send().expect(200);
        atHome.patch("/v1/me")
                .json(Json.object("displayName", "Ada " + newDisplayName))
                .send()
                .expect(200);
        ben.get("/v1/users?handle=" + handle).send().expect(200);
        ben.get("/v1/users?handle=" + wantedHandle).send().expect(404);
        String ticket = ben.post("/v1/events/tickets").send().text("ticket");
        secrets.add(new Secret("ticket", ticket));
        SseStream.anonymous(server, "/v1/events?ticket=" + ticket).close();
    }

    private void wrongThingsAreTried() {
        String messages = "/v1/chats/" + chat + "/messages";
        ada.trySend(chat, Unique.messageId(), refusedText + "\u0007").expect(400);
        ada.trySend(chat, Unique.messageId(), (refusedText + " ").repeat(1_000)).expect(400);
        ada.trySend(Unique.messageId(), Unique.messageId(), refusedText).expect(404);
        ada.post(messages)
                .body("application/json", "{\"text\": \"" + refusedText)
                .send()
                .expect(400);
        ada.post(messages)
                .json(Json.object("messageId", refusedText, "text", refusedText))
                .send()
                .expect(400);
        ada.post(messages)
                .json(Json.object("text", List.of(refusedText)))
                .send()
                .expect(400);
        ada.post(messages).body("text/plain", refusedText).send().expect(415);
        ada.get("/v1/chats/" + refusedText).send().expect(404);
        ada.get("/v1/chats?limit=" + refusedText).send().expect(400);
        server.api().post("/v1/users").json(signUp(handle)).send().expect(409);
        server.api().post("/v1/users").json(signUp(refusedText + "A")).send().expect(400);
        server.api().post("/v1/tokens").json(signIn(handle)).send().expect(401);
        server.api().post("/v1/tokens").json(signIn(wantedHandle)).send().expect(401);
        server.api().get("/v1/me").bearing(refusedText).send().expect(401);
    }

    private Object signUp(String wanted) {
        return Json.object("handle", wanted, "displayName", displayName, "password", wrongPassword);
    }

    private Object signIn(String as) {
        return Json.object("handle", as, "password", wrongPassword, "device", deviceName);
    }

    /** A mark that occurs nowhere else and is a valid handle. */
    private String mark(String what) {
        String mark = "m" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        secrets.add(new Secret(what, mark));
        return mark;
    }

    /** The part without which a token is worth nothing; the rest is alike in all. */
    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }
}
