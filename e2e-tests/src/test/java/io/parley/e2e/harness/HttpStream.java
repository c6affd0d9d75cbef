package io.parley.e2e.harness;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP exchange over a socket of its own, so that a test decides when bytes are read and how the connection breaks. The
 * body may go on for ever.
 */
final class HttpStream implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;

    private final Socket socket;
    private final InputStream body;
    private final int status;
    private final Map<String, String> headers = new TreeMap<>();

    private HttpStream(Socket socket) throws IOException {
        this.socket = socket;
        InputStream in = new BufferedInputStream(socket.getInputStream(), 8_192);
        this.status = Integer.parseInt(line(in).split(" ", 3)[1]);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        this.body = "chunked".equalsIgnoreCase(headers.get("transfer-encoding")) ? new Chunked(in) : in;
    }

    /**
     * Sends a {@code GET} and reads the head of the answer.
     *
     * @param receiveBuffer the socket's receive buffer in bytes; 0 for what is usual
     */
    static HttpStream get(URI uri, Map<String, String> headers, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), CONNECT_MILLIS);
            socket.getOutputStream().write(head(uri, headers).getBytes(StandardCharsets.ISO_8859_1));
            return new HttpStream(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    int status() {
        return status;
    }

    /** The headers, their names in lower case. */
    Map<String, String> headers() {
        return headers;
    }

    InputStream body() {
        return body;
    }

    /** The whole answer, for a body that ends. */
    Answer answer(String request) throws IOException {
        String length = headers.get("content-length");
        byte[] bytes = length == null ? body.readAllBytes() : body.readNBytes(Integer.parseInt(length));
        Map<String, List<String>> fields = new TreeMap<>();
        headers.forEach((name, value) -> fields.put(name, List.of(value)));
        HttpHeaders read = HttpHeaders.of(fields, (name, value) -> true);
        return new Answer(request, status, read, new String(bytes, StandardCharsets.UTF_8));
    }

    /** Breaks the connection off without a farewell, as a lost network does. */
    void breakOff() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String head(URI uri, Map<String, String> headers) {
        StringBuilder head = new StringBuilder("GET ").append(uri.getRawPath());
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(uri.getAuthority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection ended in the middle of a line");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /** A body in chunks (RFC 9112, section 7.1). */
    static final class Chunked extends InputStream {

        private final InputStream in;
        private int left;
        private boolean first = true;
        private boolean ended;

        Chunked(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int b = in.read();
            if (b < 0) {
                throw new IOException("the connection ended in the middle of a chunk");
            }
            left--;
            return b;
        }

        private void nextChunk() throws IOException {
            if (!first) {
                line(in);
            }
            first = false;
            left = Integer.parseInt(line(in).split(";", 2)[0].trim(), 16);
            ended = left == 0;
        }
    }
}
