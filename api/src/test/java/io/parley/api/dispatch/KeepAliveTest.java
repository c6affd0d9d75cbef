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

    private static final int REQUESTS = 4_000;

    @Test
    void noRequestIsOverlookedWhenItComesRightAfterAnAnswer() throws IOException {
        String read = "GET /v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + newUser().accessToken() + "\r\n\r\n";
        String refused =
                "POST /v1/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(5_000);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (int i = 0; i < REQUESTS; i++) {
                socket.getOutputStream().write((i % 2 == 0 ? read : refused).getBytes(StandardCharsets.US_ASCII));
                assertThat(status(answers)).isEqualTo(i % 2 == 0 ? "200" : "415");
            }
        }
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
