package io.parley.api.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * Sends bytes to the edge that no HTTP client would send, and reads what comes back until the edge hangs up, or waits for more.
 */
public record RawHttp(int port) {

    private static final int PATIENCE_MILLIS = 300;

    /** The answer, or nothing if there was none. */
    public String exchange(byte[] request) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            readAll(socket.getInputStream(), answer);
        } catch (SocketTimeoutException | SocketException endedByTheEdge) {
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static void readAll(InputStream from, ByteArrayOutputStream answer) throws IOException {
        for (int read = from.read(); read >= 0; read = from.read()) {
            answer.write(read);
        }
    }
}
