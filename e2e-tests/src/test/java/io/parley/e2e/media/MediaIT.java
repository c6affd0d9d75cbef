package io.parley.e2e.media;

import io.parley.e2e.harness.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** In a folder, of which the disk may be taken out. */
class MediaIT extends MediaWalk {

    MediaIT() {
        super("media", settings());
    }

    @Override
    void takeStoreAway(Server of) throws IOException {
        Files.move(folder(of), folder(of).resolveSibling("unmounted"));
    }

    @Override
    void bringStoreBack(Server of) throws IOException {
        Files.move(folder(of).resolveSibling("unmounted"), folder(of));
    }

    private static Path folder(Server of) {
        return of.dataFolder().path().resolve("media");
    }
}
