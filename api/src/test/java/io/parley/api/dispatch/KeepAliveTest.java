package io.parley.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Requests in quick succession on one connection. */
class KeepAliveTest extends EdgeTest {

    private static final int REQUESTS = 8_000;
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    @Test
    void noRequestIsOverlookedWhenItComesRightAfterAnAnswer() throws IOException {
        String token = newUser().accessToken();
        String[] requests = {
            get("/v1/me", token), post(), get("/v1/chats/x/messages", token), get("/v1/users/" + NOBODY, token)
        };
        String[] statuses = {"200", "415", "404", "404"};
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(5_000);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (int i = 0; i < REQUESTS; i++) {
                socket.getOutputStream().write(requests[i % requests.length].getBytes(StandardCharsets.US_ASCII));
                assertThat(status(answers)).isEqualTo(statuses[i % statuses.length]);
            }
        }
    }

    private static String get(String path, String token) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n";
    }

    private static String post() {
        return "POST /v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}";
    }

    private static String status(BufferedReader answers) throws IOException {
        String status = answers.readLine().substring(9, 12);
        int length = 0;
        for (String header = answers.readLine(); !header.isEmpty(); header = answers.readLine()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        assertThat(answers.skip(length)).isEqualTo(length);
        return status;
    }
}
