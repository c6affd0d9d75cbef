package io.parley.infra.purge;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.databind.JsonNode;

/** The canonical form of JSON (RFC 8785), over which signatures are made. */
public final class CanonicalJson {

    private CanonicalJson() {}

    /** The canonical form, in UTF-8. */
    public static byte[] of(JsonNode json) {
        try {
            return new JsonCanonicalizer(json.toString()).getEncodedUTF8();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
