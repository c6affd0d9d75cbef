package io.parley.e2e.media;

import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Weed;
import java.util.Map;

/** In a SeaweedFS of the server's own, which may be killed. */
class SeaweedMediaIT extends MediaWalk {

    SeaweedMediaIT() {
        super("seaweed-media", settings());
    }

    static Map<String, String> settings() {
        Map<String, String> settings = MediaWalk.settings();
        settings.put("PARLEY_WEED", Weed.program().toString());
        settings.put("PARLEY_MEDIA_STORE", "seaweedfs");
        settings.put("PARLEY_MEDIA_REMOTE_RESPONSETIMEOUT", "2s");
        settings.put("PARLEY_MEDIA_SEAWEEDFS_FIRSTRESTART", "6s");
        return settings;
    }

    @Override
    void takeStoreAway(Server of) {
        of.dataFolder().seaweed().orElseThrow().destroyForcibly();
    }

    /** The server starts it again. */
    @Override
    void bringStoreBack(Server of) {}
}
