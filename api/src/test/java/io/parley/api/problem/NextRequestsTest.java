package io.parley.api.problem;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class NextRequestsTest {

    private static final String ANSWER = "it was /";

    private final DisposableServer server = new ServerConfiguration()
            .nextRequests()
            .apply(HttpServer.create())
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> {
                Mono<String> body = Mono.just("it was " + request.uri());
                return response.sendString(
                        request.uri().startsWith("/slow") ? body.delayElement(Duration.ofMillis(50)) : body);
            })
            .bindNow(Duration.ofSeconds(5));

    @AfterEach
    void stop() {
        server.disposeNow(Duration.ofSeconds(5));
    }

    private static void ask(Socket socket, String... paths) throws IOException {
        StringBuilder requests = new StringBuilder();
        for (String path : paths) {
            requests.append("GET ").append(path).append(" HTTP/1.1\r\nHost: test\r\n\r\n");
        }
        socket.getOutputStream().write(requests.toString().getBytes(US_ASCII));
    }

    private static String answers(Socket socket, int number) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder all = new StringBuilder();
        while (all.toString().split(ANSWER, -1).length <= number) {
            int next = in.read();
            assertThat(next).isNotNegative();
            all.append((char) next);
        }
        return all.toString();
    }

    @Test
    void whoAsksBeforeTheAnswerBeforeHasEndedIsHeardTheNextTimeToo() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(5_000);
            for (int i = 0; i < 20; i++) {
                ask(socket, "/slow", "/at-once");
                assertThat(answers(socket, 2)).contains("200 OK");
                ask(socket, "/next");
                assertThat(answers(socket, 1)).contains("200 OK");
            }
        }
    }
}
