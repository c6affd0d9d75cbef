package io.parley.infra.media.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the end of an image. Telephones put previews, depths and short videos there, with places of their own; no
 * viewer of the image needs them. It is left out, and refused if it begins another kind of file.
 */
final class Behind extends Step {

    private static final int LOOKED_AT = 4 << 10;

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream(0);

    @Override
    @Nullable
    Step feed(ByteBuffer in, Output out) {
        while (in.hasRemaining() && seen.size() < LOOKED_AT) {
            seen.write(in.get());
        }
        in.position(in.limit());
        return null;
    }

    /** Refuses what the image must not be followed by. */
    void check() {
        if (Markup.isBehind(seen.toByteArray())) {
            throw Refusals.ambiguous();
        }
    }

    @Override
    boolean mayEnd() {
        return true;
    }
}
