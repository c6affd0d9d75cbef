package io.parley.infra.seal;

/** The sealed log is not what it was. Nothing is sealed any more until somebody has looked. */
public final class BrokenSealsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenSealsException(String message) {
        super(message);
    }
}
