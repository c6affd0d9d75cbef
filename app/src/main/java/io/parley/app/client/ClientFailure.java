package io.parley.app.client;

/** Why the demo did not come to its end, in one sentence. */
public final class ClientFailure extends RuntimeException {

    public ClientFailure(String sentence) {
        super(sentence);
    }

    public ClientFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
