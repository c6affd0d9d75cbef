package io.parley.infra.media.seaweedfs;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The ports of one SeaweedFS: HTTP and gRPC of each of its three parts. */
record WeedPorts(int master, int masterGrpc, int volume, int volumeGrpc, int filer, int filerGrpc) {

    /**
     * Below those that Linux gives to connections by itself (32,768 and up, {@code ip_local_port_range}): one of these might take a port
     * while a SeaweedFS that has died is started anew.
     */
    private static final int FIRST = 16_384;

    private static final int BEYOND = 32_768;
    private static final int COUNT = 6;
    private static final int TRIES = 1_000;

    /** Six that were free a moment ago. */
    static WeedPorts free() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int tried = 0; held.size() < COUNT; tried++) {
                hold(held, tried);
            }
            return new WeedPorts(
                    port(held, 0), port(held, 1), port(held, 2), port(held, 3), port(held, 4), port(held, 5));
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    private static void hold(List<ServerSocket> held, int tried) throws IOException {
        try {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
            held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (BindException e) {
            if (tried == TRIES) {
                throw e;
            }
        }
    }

    URI filerUri() {
        return URI.create("http://127.0.0.1:" + filer);
    }

    private static int port(List<ServerSocket> held, int index) {
        return held.get(index).getLocalPort();
    }
}
