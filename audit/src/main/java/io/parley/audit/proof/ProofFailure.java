package io.parley.audit.proof;

/** A bundle does not prove what it says. The message is a sentence for people. */
public final class ProofFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProofFailure(String message) {
        super(message);
    }
}
