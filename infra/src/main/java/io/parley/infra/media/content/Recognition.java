package io.parley.infra.media.content;

import java.util.Optional;

/**
 * Tells by the head of an upload what it is; what its sender says it is does not matter. Refused is what we do not know, and what
 * something else could be told of too.
 */
final class Recognition {

    private Recognition() {}

    /**
     * The container.
     *
     * @param head the first bytes, or all where there are fewer
     */
    static Container of(byte[] head, Output out, PixelLimit limit) {
        if (head.length == 0) {
            throw Refusals.empty();
        }
        Container container = image(head, out, limit)
                .or(() -> Matroska.of(head))
                .or(() -> Audio.of(head))
                .orElseThrow(Refusals::unknownType);
        if (Markup.isIn(head) || !SecondOpinion.agrees(container.contentType(), head)) {
            throw Refusals.ambiguous();
        }
        return container;
    }

    private static Optional<Container> image(byte[] head, Output out, PixelLimit limit) {
        if (Octets.has(head, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(new Jpeg(out, limit));
        }
        if (Octets.has(head, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(new Png(out, limit));
        }
        if (Octets.has(head, 0, "GIF87a") || Octets.has(head, 0, "GIF89a")) {
            return Optional.of(new Gif(out, limit));
        }
        if (Octets.has(head, 0, "RIFF") && Octets.has(head, 8, "WEBP")) {
            return Optional.of(new Webp(out, limit));
        }
        return Brand.of(head).map(brand -> new Bmff(out, limit, brand));
    }
}
