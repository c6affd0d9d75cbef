package io.parley.contract.message;

import io.parley.contract.media.MediaContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message says. Only ever in memory; at rest it is {@link io.parley.contract.crypto.Ciphertext}.
 *
 * @param text the text, in Unicode normalisation form C; empty only beside media
 * @param mentions the handles mentioned, without their at-sign, in order of first mention, each once
 * @param links the links, in order of first occurrence, each once
 * @param media the media that it bears; null for none
 */
public record MessageContent(
        String text,
        List<String> mentions,
        List<String> links,
        @Nullable MediaContent media) {

    /** Copies the lists, so that content does not change. */
    public MessageContent {
        mentions = List.copyOf(mentions);
        links = List.copyOf(links);
    }

    /** A text alone. */
    public MessageContent(String text, List<String> mentions, List<String> links) {
        this(text, mentions, links, null);
    }

    /** The same with media. */
    public MessageContent with(@Nullable MediaContent borne) {
        return new MessageContent(text, mentions, links, borne);
    }

    /** Hides what is said. */
    @Override
    public String toString() {
        return "MessageContent[" + text.length() + " chars]";
    }
}
