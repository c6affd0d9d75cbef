package io.parley.e2e.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody with an account, at one of their devices. What they read by name ({@link #inbox()}, {@link #history} and the like)
 * is as of what anybody wrote last: after their own writes the platform sees to that; after those of others they bring the
 * position along.
 */
public final class Person {

    private final Api api;
    private final Account account;
    private final Session session;

    private Person(Api api, Account account, Session session) {
        this.api = api;
        this.account = account;
        this.session = session;
    }

    /** Signs somebody up under a handle of their own, and in. */
    public static Person signsUp(Server server) {
        return signsUp(server.api(), Unique.handle("p"), "Somebody");
    }

    /** Signs somebody up under this handle and name, and in. */
    public static Person signsUp(Api api, String handle, String displayName) {
        String password = "correct horse " + handle;
        String userId = api.post("/v1/users")
                .json(Json.object("handle", handle, "displayName", displayName, "password", password))
                .send()
                .expect(201)
                .text("userId");
        Account account = new Account(userId, handle, displayName, password);
        return new Person(api, account, signIn(api, account, "first device"));
    }

    /** The same person at another device, signed in anew. */
    public Person onAnotherDevice() {
        return onAnotherDevice("another device");
    }

    /** The same person at another device of this name, signed in anew. */
    public Person onAnotherDevice(String device) {
        return new Person(api, account, signIn(api, account, device));
    }

    /** The same person at the same device, by way of another node. */
    public Person at(Server node) {
        return new Person(node.api(), account, session);
    }

    /** The same person with the tokens of another answer, such as a refresh's. */
    public Person withTokensOf(Answer answer) {
        return new Person(api, account, Session.of(answer));
    }

    private static Session signIn(Api api, Account account, String device) {
        return Session.of(api.post("/v1/tokens")
                .json(Json.object("handle", account.handle(), "password", account.password(), "device", device))
                .send()
                .expect(200));
    }

    /** Their identifier. */
    public String id() {
        return account.userId();
    }

    /** Their handle. */
    public String handle() {
        return account.handle();
    }

    /** Their display name at sign-up. */
    public String displayName() {
        return account.displayName();
    }

    /** Their password. */
    public String password() {
        return account.password();
    }

    /** This device's identifier. */
    public String deviceId() {
        return session.deviceId();
    }

    /** This device's access token. */
    public String accessToken() {
        return session.accessToken();
    }

    /** This device's refresh token. */
    public String refreshToken() {
        return session.refreshToken();
    }

    /** A {@code GET} with the access token. */
    public Api.Request get(String pathAndQuery) {
        return api.get(pathAndQuery).bearing(accessToken());
    }

    /** A {@code GET} that waits for what others wrote before it: only one's own writes are waited for unasked. */
    public Api.Request getAfterOthers(String pathAndQuery) {
        Api.Request request = get(pathAndQuery);
        api.lastWriteByOthersThan(accessToken()).ifPresent(position -> request.header("Parley-Position", position));
        return request;
    }

    private Answer read(String pathAndQuery) {
        return getAfterOthers(pathAndQuery).send().expect(200);
    }

    /** A {@code POST} with the access token. */
    public Api.Request post(String pathAndQuery) {
        return api.post(pathAndQuery).bearing(accessToken());
    }

    /** A {@code PATCH} with the access token. */
    public Api.Request patch(String pathAndQuery) {
        return api.patch(pathAndQuery).bearing(accessToken());
    }

    /** Any method with the access token. */
    public Api.Request request(String method, String pathAndQuery) {
        return api.request(method, pathAndQuery).bearing(accessToken());
    }

    /** Asks for the direct chat with somebody. */
    public Answer opens(String peerId) {
        return post("/v1/chats")
                .json(Json.object("kind", "direct", "with", peerId))
                .send();
    }

    /** Opens the direct chat with somebody, or finds the one they have, and gives its identifier. */
    public String chatWith(Person peer) {
        Answer answer = opens(peer.id());
        if (answer.status() != 200) {
            answer.expect(201);
        }
        return answer.text("chatId");
    }

    /** Opens a group and gives its identifier. */
    public String opensGroup(String title, Person... others) {
        return tryOpenGroup(title, List.of(others)).expect(201).text("chatId");
    }

    /** Opens the direct chat with somebody in which messages live so long. */
    public String opensTemporaryChat(Person peer, Duration messageTtl) {
        return post("/v1/chats")
                .json(Json.object("kind", "direct", "with", peer.id(), "messageTtl", messageTtl.toString()))
                .send()
                .expect(201)
                .text("chatId");
    }

    /** Takes a message back, whatever comes of it. */
    public Answer takesBack(Sent message) {
        return request("DELETE", "/v1/chats/" + message.chatId() + "/messages/" + message.messageId())
                .send();
    }

    /** Purges a chat, whatever comes of it. */
    public Answer purges(String chatId) {
        return request("DELETE", "/v1/chats/" + chatId).send();
    }

    /** Asks for a group, whatever comes of it. */
    public Answer tryOpenGroup(String title, List<Person> others) {
        List<String> members = others.stream().map(Person::id).toList();
        return post("/v1/chats")
                .json(Json.object("kind", "group", "title", title, "members", members))
                .send();
    }

    /** Adds somebody to a group, or gives them a role if one is named, whatever comes of it. */
    public Answer puts(String chatId, Person member, @Nullable String role) {
        Api.Request request = request("PUT", "/v1/chats/" + chatId + "/members/" + member.id());
        return (role == null ? request : request.json(Json.object("role", role))).send();
    }

    /** Removes somebody from a group, or leaves it, whatever comes of it. */
    public Answer removes(String chatId, Person member) {
        return request("DELETE", "/v1/chats/" + chatId + "/members/" + member.id())
                .send();
    }

    /** Blocks somebody, whatever comes of it. */
    public Answer blocks(Person other) {
        return request("PUT", "/v1/blocks/" + other.id()).send();
    }

    /** Lifts the block of somebody, whatever comes of it. */
    public Answer unblocks(Person other) {
        return request("DELETE", "/v1/blocks/" + other.id()).send();
    }

    /** Ends the session of a device, whatever comes of it. */
    public Answer ends(Person device) {
        return request("DELETE", "/v1/me/sessions/" + device.deviceId()).send();
    }

    /** Sends a message. */
    public Sent sends(String chatId, String text) {
        return Sent.of(trySend(chatId, Unique.messageId(), text).expect(201), text);
    }

    /** Sends a message under an identifier, whatever comes of it. */
    public Answer trySend(String chatId, String messageId, String text) {
        return sendRequest(chatId, messageId, text).send();
    }

    /** Sends a message without waiting for the answer. */
    public CompletableFuture<Answer> sendsAtOnce(String chatId, String messageId, String text) {
        return sendRequest(chatId, messageId, text).sendAsync();
    }

    private Api.Request sendRequest(String chatId, String messageId, String text) {
        return post("/v1/chats/" + chatId + "/messages").json(Json.object("messageId", messageId, "text", text));
    }

    /** Acknowledges everything up to the sequence. */
    public Answer marksDelivered(String chatId, long sequence) {
        return marks(Json.object("chatId", chatId, "delivered", sequence)).expect(204);
    }

    /** Marks everything up to the sequence as read. */
    public Answer marksRead(String chatId, long sequence) {
        return marks(Json.object("chatId", chatId, "read", sequence)).expect(204);
    }

    /** Sends receipts, whatever comes of it. */
    @SafeVarargs
    public final Answer marks(Map<String, ?>... receipts) {
        return post("/v1/receipts")
                .json(Json.object("receipts", List.of(receipts)))
                .send();
    }

    /** A chat with its members, as it is after all writes. */
    public JsonNode chat(String chatId) {
        return read("/v1/chats/" + chatId).json();
    }

    /** The receipts of a message. */
    public JsonNode receiptsOf(Sent message) {
        return read("/v1/chats/" + message.chatId() + "/messages/" + message.messageId() + "/receipts")
                .json();
    }

    /** The first page of the inbox. */
    public List<JsonNode> inbox() {
        return Json.each(read("/v1/chats").json().path("items")).toList();
    }

    /** A chat in the inbox. */
    public JsonNode inboxEntry(String chatId) {
        return inbox().stream()
                .filter(entry -> entry.path("chatId").asString().equals(chatId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no chat " + chatId + " in the inbox"));
    }

    /** A page of history, newest first. */
    public List<Message> history(String chatId, String query) {
        Answer answer = read("/v1/chats/" + chatId + "/messages" + query);
        return Json.each(answer.json().path("items")).map(Message::of).toList();
    }

    /** All that was ever said in the chat, oldest first. */
    public List<Message> wholeHistory(String chatId) {
        List<Message> all = new ArrayList<>();
        List<Message> page = history(chatId, "?after=0&limit=100");
        while (!page.isEmpty()) {
            List<Message> oldestFirst = new ArrayList<>(page);
            Collections.reverse(oldestFirst);
            all.addAll(oldestFirst);
            page = history(chatId, "?limit=100&after=" + page.get(0).sequence());
        }
        return all;
    }

    /** Opens the stream: from now on. It is open when this returns. */
    public SseStream listens() {
        SseStream stream = stream("/v1/events", Map.of());
        stream.openingId();
        return stream;
    }

    /** Opens the stream after an id. */
    public SseStream resumesFrom(String lastEventId) {
        return stream("/v1/events", Map.of("Last-Event-ID", lastEventId));
    }

    /** Opens a stream with these headers besides the token. */
    public SseStream stream(String pathAndQuery, Map<String, String> headers) {
        return SseStream.open(api.base().resolve(pathAndQuery), withToken(headers));
    }

    /** Opens the stream from the beginning with a small receive buffer, and does not listen to it yet. */
    public SseStream opensWithoutListening(int receiveBuffer) {
        return SseStream.openWithoutListening(api.base().resolve("/v1/events"), withToken(Map.of()), receiveBuffer);
    }

    private Map<String, String> withToken(Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Authorization", "Bearer " + accessToken());
        return all;
    }

    /** An account as its owner knows it. */
    private record Account(String userId, String handle, String displayName, String password) {}

    /** A device's session as the device knows it. */
    private record Session(String deviceId, String accessToken, String refreshToken) {

        static Session of(Answer answer) {
            return new Session(answer.text("deviceId"), answer.text("accessToken"), answer.text("refreshToken"));
        }

        /** Hides the tokens. */
        @Override
        public String toString() {
            return "Session[" + deviceId + "]";
        }
    }
}
