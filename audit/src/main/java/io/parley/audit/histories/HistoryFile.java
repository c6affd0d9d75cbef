package io.parley.audit.histories;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A recorded history. It is read twice, so that what is kept in memory is what was sent and not all that was seen. */
public interface HistoryFile {

    /** What it is called when something in it is named. */
    String name();

    /** Opens it, from its beginning. */
    BufferedReader open() throws IOException;

    /** The file at a path, in UTF-8. */
    static HistoryFile of(Path path) {
        return new HistoryFile() {
            @Override
            public String name() {
                return path.toString();
            }

            @Override
            public BufferedReader open() throws IOException {
                return Files.newBufferedReader(path);
            }
        };
    }
}
