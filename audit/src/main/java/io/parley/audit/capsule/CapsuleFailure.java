package io.parley.audit.capsule;

/** A file is no capsule, or not whole; or there is nothing of which to make one. The message continues a sentence for people. */
public final class CapsuleFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CapsuleFailure(String message) {
        super(message);
    }
}
