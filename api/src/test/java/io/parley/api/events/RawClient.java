package io.parley.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.api.session.Caller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.Predicate;

/** A client at the level of the socket, which reads only when it is told to. */
final class RawClient implements AutoCloseable {

    private static final int SMALL_WINDOW = 4 * 1024;

    private final Socket socket = new Socket();

    RawClient(int port, Caller caller, String lastEventId) throws IOException {
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        String request = "GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                + (lastEventId.isEmpty() ? "" : "Last-Event-ID: " + lastEventId + "\r\n")
                + "X-User: " + caller.userId() + "\r\nX-Device: " + caller.deviceId() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
    }

    /** Reads until what came satisfies the condition, or nothing more comes for a time, or the end. */
    String readUntil(Predicate<String> enough, int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[64 * 1024];
        try {
            while (!enough.test(read.toString(UTF_8))) {
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                read.write(buffer, 0, count);
            }
        } catch (SocketTimeoutException nothingMore) {
            // what came is answered
        }
        return read.toString(UTF_8);
    }

    /** Reads all there is, fast; answers whether the response or the connection came to its end. */
    boolean readToEnd(int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[64 * 1024];
        StringBuilder tail = new StringBuilder();
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                tail.append(new String(buffer, Math.max(0, count - 8), Math.min(8, count), UTF_8));
                tail.delete(0, Math.max(0, tail.length() - 8));
                if (tail.toString().endsWith("\r\n0\r\n\r\n")) {
                    return true;
                }
            }
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
