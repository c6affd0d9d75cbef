package io.parley.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no HTTP client would send. */
class BareErrorsTest extends EdgeTest {

    @Test
    void aRequestLineThatIsTooLongHasAProblem() throws IOException {
        assertProblem(send("GET /v1/users/" + "x".repeat(20_000) + " HTTP/1.1"), 414, "too_large");
    }

    @Test
    void headersThatAreTooLongHaveAProblem() throws IOException {
        assertProblem(send("GET /v1/status HTTP/1.1", "X-Long: " + "x".repeat(20_000)), 431, "too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/users/%zz",
                "/v1/users/%",
                "/v1/users?handle=%c3",
                "/v1/users/a b",
                "/v1/users/\u0001",
                "/v1/[",
                "no-slash",
                "http://[/"
            })
    void aPathThatIsNoUriIsRefusedWithAProblem(String path) throws IOException {
        String answer = send("GET " + path + " HTTP/1.1");
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json", "\"code\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "GET", "\u0001\u0002"})
    void whatIsNoHttpIsRefusedWithAProblem(String line) throws IOException {
        assertThat(send(line)).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: x",
                "Content-Length: -1",
                "Transfer-Encoding: nonsense",
                "Bad Name: x",
                "X-Bad: \u0000"
            })
    void headersThatMakeNoSenseAreRefusedOrIgnored(String header) throws IOException {
        String answer = send("POST /v1/users HTTP/1.1", "Content-Type: application/json", header);
        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }

    @Test
    void aContentTypeThatIsNoneIsUnsupported() throws IOException {
        String answer = send("POST /v1/users HTTP/1.1", "Content-Type: nonsense", "Content-Length: 0");
        assertProblem(answer, 415, "unsupported_media_type");
    }

    @Test
    void headHasNoBodyEvenThen() throws IOException {
        String answer = send("HEAD /v1/users/%zz HTTP/1.1");
        assertThat(answer).startsWith("HTTP/1.1 4").endsWith("\r\n\r\n");
    }

    private static void assertProblem(String answer, int status, String code) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("application/problem+json", "\"code\":\"" + code + "\"", "\"status\":" + status)
                .doesNotContain("netty", "Exception", "java");
    }

    private String send(String... lines) throws IOException {
        String request = String.join("\r\n", lines) + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
