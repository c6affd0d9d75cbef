package io.parley.app.client;

import java.net.URI;
import java.util.Map;

/** Where the server is that a command speaks to. */
public final class ServerUrl {

    private ServerUrl() {}

    /** What the environment says, or this machine. */
    public static URI usual(Map<String, String> environment) {
        String named = environment.getOrDefault("PARLEY_URL", "");
        return URI.create(
                named.isBlank() ? "http://127.0.0.1:" + environment.getOrDefault("SERVER_PORT", "8080") : named);
    }

    /** Whether a server can be asked there at all. */
    public static boolean isOne(URI url) {
        return url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
    }
}
