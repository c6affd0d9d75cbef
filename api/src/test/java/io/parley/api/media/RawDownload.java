package io.parley.api.media;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A download over a plain socket: it sees where the server hangs up, and may be slow. */
final class RawDownload implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int SMALL_WINDOW = 8 << 10;

    private final Socket socket;
    private final byte[] request;

    private RawDownload(Socket socket, byte[] request) {
        this.socket = socket;
        this.request = request;
    }

    static RawDownload begin(int port, String path, String token) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(PATIENCE_MILLIS);
        RawDownload download = new RawDownload(socket, request.getBytes(StandardCharsets.US_ASCII));
        download.askAgain();
        return download;
    }

    void askAgain() throws IOException {
        socket.getOutputStream().write(request);
    }

    /** The answer's head. */
    String head() throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    void skip(long bytes) throws IOException {
        socket.getInputStream().skipNBytes(bytes);
    }

    /** How many bytes come until the server hangs up, which it must. */
    long readToEnd() throws IOException {
        byte[] buffer = new byte[64 << 10];
        long all = 0;
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                all += read;
            }
        } catch (SocketException reset) {
            return all;
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
