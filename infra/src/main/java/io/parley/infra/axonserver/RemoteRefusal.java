package io.parley.infra.axonserver;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.FieldError;
import io.parley.contract.error.Rejection;
import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.HandlerExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A refusal on its way between nodes, as the details of an exception: the exception itself does not travel. A failure that is no
 * refusal travels as {@link ErrorCode#INTERNAL} without a word of what it was; the node where it happened logs it.
 *
 * @param code the refusal's code
 * @param detail what is shown to clients
 * @param errors the fields at fault
 */
record RemoteRefusal(ErrorCode code, String detail, List<FieldError> errors) {

    private static final int DEEPEST_CAUSE = 20;

    static RemoteRefusal of(Throwable failure) {
        Rejection rejection = rejectionIn(failure);
        return rejection == null
                ? new RemoteRefusal(ErrorCode.INTERNAL, "A defect of the platform.", List.of())
                : new RemoteRefusal(rejection.code(), String.valueOf(rejection.getMessage()), rejection.errors());
    }

    private static @Nullable Rejection rejectionIn(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof Rejection rejection) {
                return rejection;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Whether the failure is none that a handler meant. */
    boolean isDefect() {
        return code == ErrorCode.INTERNAL;
    }

    /** The refusal that a failure from another node bears; none if it is a fault. */
    static Optional<Rejection> in(Throwable failure) {
        return HandlerExecutionException.resolveDetails(failure)
                .filter(RemoteRefusal.class::isInstance)
                .map(RemoteRefusal.class::cast)
                .filter(refusal -> !refusal.isDefect())
                .map(refusal -> new Rejection(refusal.code, refusal.detail, refusal.errors));
    }
}
