package io.parley.infra.keyring.rotation;

/** Whoever works on a rotation is to stop: another node has it now, or this one is being stopped. */
final class LostRotationException extends RuntimeException {

    LostRotationException(String message) {
        super(message);
    }
}
