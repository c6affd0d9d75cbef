package io.parley.infra.store;

import org.axonframework.common.AxonTransientException;
import org.jspecify.annotations.Nullable;

/** The store cannot be reached or cannot do its work just now. What was under way may have been done or not. */
public final class StoreUnavailableException extends AxonTransientException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
