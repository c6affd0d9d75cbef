package io.parley.e2e.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.edge.OpenApi.Operation;
import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Api;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a client can send is answered by a 5xx, except the two that say "later": what is not there yet. */
@SharedServer
class FuzzIT {

    private static final int CASES = 2_000;

    /** After these nothing would be left to try the others on: they are for somebody who has nothing to lose. */
    private static final Set<String> ENDS = Set.of("delete /v1/me", "delete /v1/chats/{chatId}");

    private final Server server;
    private final Person ada;
    private final Person cleo;
    private final List<String> ids;
    private final List<Operation> operations;

    FuzzIT(Server server) {
        this.server = server;
        this.ada = Person.signsUp(server);
        this.cleo = Person.signsUp(server);
        Person ben = Person.signsUp(server);
        String chat = ada.chatWith(ben);
        this.ids = List.of(chat, ada.sends(chat, "Hello").messageId(), ada.id(), ben.id());
        this.operations = OpenApi.of(server.api()).operations();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void badInputIsNeverAFaultOfThePlatform(long seed) {
        Garbage garbage = new Garbage(new Random(seed), ids);
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int i = 0; i < CASES; i++) {
            Operation operation = operations.get(i % operations.size());
            Answer answer = send(operation, garbage);
            statuses.merge(answer.status(), 1, Integer::sum);
            isNoFault(answer, seed, i);
        }
        System.out.printf("Seed %d: %d cases, answered by %s%n", seed, CASES, statuses);
    }

    @Test
    void afterAllThatThePlatformStillWorks() {
        assertThat(ada.sends(ids.get(0), "Still there").sequence()).isGreaterThan(1);
        server.api().get("/actuator/health/readiness").send().expect(200);
    }

    private static void isNoFault(Answer answer, long seed, int number) {
        String what = "case %d of seed %d: %s".formatted(number, seed, answer);
        if (answer.status() == 503 && !answer.hasNoBody()) {
            assertThat(answer.text("code")).as(what).isEqualTo("not_yet");
        } else {
            assertThat(answer.status()).as(what).isBetween(200, 499);
        }
        if (answer.status() >= 400) {
            answer.expectProblem(answer.status());
        }
    }

    private Answer send(Operation operation, Garbage garbage) {
        String path =
                operation.filled(garbage.pathVariables(operation.variables().size()))
                        + garbage.query(operation.parameters("query"));
        Map<String, String> headers = garbage.headers();
        if (operation.path().equals("/v1/events")) {
            return stream(path, headers);
        }
        Api.Request request = request(operation, path, garbage);
        headers.forEach(request::header);
        if (!operation.method().equals("get") || garbage.rarely()) {
            request.body(garbage.contentType(), garbage.body());
        }
        return request.send();
    }

    private Api.Request request(Operation operation, String path, Garbage garbage) {
        String upper = operation.method().toUpperCase(Locale.ROOT);
        Person caller = ENDS.contains(operation.toString()) ? cleo : ada;
        return garbage.rarely() ? server.api().request(upper, path) : caller.request(upper, path);
    }

    private Answer stream(String path, Map<String, String> headers) {
        Map<String, String> withToken = new TreeMap<>(headers);
        withToken.put("Authorization", "Bearer " + ada.accessToken());
        return SseStream.head(URI.create(server.api().base() + path), withToken);
    }
}
