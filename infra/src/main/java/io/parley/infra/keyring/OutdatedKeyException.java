package io.parley.infra.keyring;

import org.axonframework.modelling.command.ConcurrencyException;

/** A rotation has replaced a key under the hands of whoever used it. What failed so is tried again, like any conflict. */
final class OutdatedKeyException extends ConcurrencyException {

    OutdatedKeyException(String message) {
        super(message);
    }
}
