package io.parley.infra.media.seaweedfs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The ports of one SeaweedFS: HTTP and gRPC of each of its three parts. */
record WeedPorts(int master, int masterGrpc, int volume, int volumeGrpc, int filer, int filerGrpc) {

    /** Six that were free a moment ago. */
    static WeedPorts free() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < 6; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return new WeedPorts(
                    port(held, 0), port(held, 1), port(held, 2), port(held, 3), port(held, 4), port(held, 5));
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
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
