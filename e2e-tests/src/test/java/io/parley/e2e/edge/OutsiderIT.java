package io.parley.e2e.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.edge.OpenApi.Operation;
import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Api;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Sent;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SharedServer
class OutsiderIT {

    private static final String SECRET = "between us " + Unique.messageId();

    private final Server server;
    private final Person ada;
    private final Person ben;
    private final Person outsider;
    private final String chat;
    private final Sent message;
    private final List<Operation> operations;

    OutsiderIT(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server);
        this.ben = Person.signsUp(server);
        this.outsider = Person.signsUp(server);
        this.chat = ada.chatWith(ben);
        this.message = ada.sends(chat, SECRET);
        this.operations = OpenApi.of(server.api()).operations();
    }

    @Test
    void anOutsiderWithEveryIdGetsNothingOutOfAnyPathOfAChat() {
        int tried = 0;
        for (Operation operation : operations) {
            if (isOfAChat(operation)) {
                for (List<String> ids : combinations(operation.variables().size())) {
                    Answer answer = send(outsider, operation, operation.filled(ids));
                    assertThat(answer.status()).as("%s", answer).isEqualTo(404);
                    answer.expectProblem(404);
                    tellsNothing(answer);
                    tried++;
                }
            }
        }
        System.out.printf("The outsider tried %d combinations of paths and ids%n", tried);
        assertThat(tried).isGreaterThan(50);
    }

    /**
     * Operators' paths are closed to all users alike: there, whoever asks is asked for another token. What uploads by tus there can be is
     * said of every path alike, and of no chat.
     */
    private static boolean isOfAChat(Operation operation) {
        return operation.path().contains("{chatId}")
                && !operation.path().startsWith("/v1/operator/")
                && !operation.method().equals("options");
    }

    @Test
    void noUserOpensAnOperatorsPath() {
        List<Operation> forOperators = operations.stream()
                .filter(operation -> operation.path().startsWith("/v1/operator/"))
                .toList();
        assertThat(forOperators).isNotEmpty();
        for (Operation operation : forOperators) {
            String path = operation.filled(ids(operation, chat, message.messageId()));
            tellsNothing(send(ada, operation, path).expectProblem(401, "unauthorized"));
        }
    }

    @Test
    void whetherAChatExistsCannotBeTold() {
        for (Operation operation : operations) {
            if (isOfAChat(operation)) {
                List<String> real = ids(operation, chat, message.messageId());
                List<String> invented = ids(operation, Unique.messageId(), message.messageId());
                Answer ofReal = send(outsider, operation, operation.filled(real));
                Answer ofInvented = send(outsider, operation, operation.filled(invented));
                assertThat(withoutIds(ofReal, real)).isEqualTo(withoutIds(ofInvented, invented));
            }
        }
    }

    @Test
    void anOutsiderMarksNothing() {
        for (String id : everyId()) {
            outsider.marks(Json.object("chatId", id, "read", 1)).expectProblem(404, "chat_not_found");
        }
        assertThat(ada.receiptsOf(message).path("state").asString()).isEqualTo("sent");
    }

    @Test
    void anOutsidersListsAndStreamHoldNothingOfOthers() {
        assertThat(outsider.inbox()).isEmpty();
        try (SseStream stream = outsider.resumesFrom("0")) {
            String own = outsider.chatWith(Person.signsUp(server));
            outsider.sends(own, "Mine");
            stream.awaitMessage("Mine");
            assertThat(stream.arrived().toString()).doesNotContain(SECRET, chat, ada.id(), ben.id());
        }
    }

    @Test
    void anOutsiderReadsNothingInTheEmptyPagesOfOthers() {
        for (String query : List.of("?after=0", "?before=2", "?limit=1&atLeast=1", "?atLeast=5", "?limit=0")) {
            Answer answer =
                    outsider.get("/v1/chats/" + chat + "/messages" + query).send();
            assertThat(answer.status()).as("%s", answer).isIn(400, 404);
            tellsNothing(answer);
        }
    }

    @Test
    void withoutATokenNobodyGetsPastTheDoor() {
        for (Operation operation : operations) {
            if (!operation.isPublic()) {
                for (List<String> ids : combinations(operation.variables().size())) {
                    Answer answer = send(null, operation, operation.filled(ids)).expectProblem(401, "unauthorized");
                    tellsNothing(answer);
                }
            }
        }
    }

    /** The stream is tried apart: it does not end. */
    private Answer send(@Nullable Person person, Operation operation, String path) {
        if (operation.path().equals("/v1/events")) {
            return SseStream.refused(server, path, Map.of());
        }
        String method = operation.method().toUpperCase(Locale.ROOT);
        var request = person == null ? server.api().request(method, path) : person.request(method, path);
        if (operation.parameters("header").contains("Tus-Resumable")) {
            return piece(request, method).send();
        }
        return operation.json().has("requestBody") ? request.json(validBody()).send() : request.send();
    }

    /** All that is right for an upload by tus. */
    private static Api.Request piece(Api.Request request, String method) {
        Api.Request right = request.header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", "5")
                .header("Upload-Offset", "0");
        return method.equals("PATCH") ? right.body("application/offset+octet-stream", "bytes") : right;
    }

    /** A body that is right for a send, so that only the chat can be what is refused. */
    private static Object validBody() {
        return Json.object("messageId", Unique.messageId(), "text", "Let me in");
    }

    private List<String> everyId() {
        return List.of(chat, message.messageId(), ada.id(), ben.id(), ada.deviceId(), Unique.messageId());
    }

    private List<List<String>> combinations(int length) {
        List<List<String>> combinations = List.of(List.of());
        for (int i = 0; i < length; i++) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> shorter : combinations) {
                for (String id : everyId()) {
                    List<String> one = new ArrayList<>(shorter);
                    one.add(id);
                    longer.add(one);
                }
            }
            combinations = longer;
        }
        return combinations;
    }

    private static List<String> ids(Operation operation, String chatId, String messageId) {
        return operation.variables().stream()
                .map(variable -> variable.equals("chatId") ? chatId : messageId)
                .toList();
    }

    private static String withoutIds(Answer answer, List<String> ids) {
        if (answer.hasNoBody()) {
            return String.valueOf(answer.status());
        }
        String text = answer.status() + answer.body().replace(answer.text("instance"), "INSTANCE");
        for (String id : ids) {
            text = text.replace(id, "ID");
        }
        return text;
    }

    private static void tellsNothing(Answer answer) {
        assertThat(answer.body()).doesNotContain(SECRET);
    }
}
