package io.parley.audit.replay;

/** What was asked of a replay cannot be done, or not now. The message is a sentence for whoever asked. */
public final class ReplayRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a sentence. */
    public ReplayRefusal(String sentence) {
        super(sentence);
    }
}
