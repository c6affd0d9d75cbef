package io.parley.contract.message;

import java.util.List;

/**
 * What a message says. Only ever in memory; at rest it is {@link io.parley.contract.crypto.Ciphertext}.
 *
 * @param text the text, in Unicode normalisation form C
 * @param mentions the handles mentioned, without their at-sign, in order of first mention, each once
 * @param links the links, in order of first occurrence, each once
 */
public record MessageContent(String text, List<String> mentions, List<String> links) {

    /** Copies the lists, so that content does not change. */
    public MessageContent {
        mentions = List.copyOf(mentions);
        links = List.copyOf(links);
    }

    /** Hides what is said. */
    @Override
    public String toString() {
        return "MessageContent[" + text.length() + " chars]";
    }
}
