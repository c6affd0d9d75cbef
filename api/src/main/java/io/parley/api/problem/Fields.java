package io.parley.api.problem;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.FieldError;
import io.parley.contract.error.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with the fields of one request, so that the client hears of all at once. Not for use by several
 * threads.
 */
public final class Fields {

    private final List<FieldError> errors = new ArrayList<>();

    /** The value; if it is missing, that is noted and the stand-in, which nobody will see, is returned. */
    public <T> T required(String field, @Nullable T value, T standIn) {
        if (value == null) {
            reject(field, "is required");
            return standIn;
        }
        return value;
    }

    /** Notes what is wrong with a field unless the rule holds. */
    public void check(boolean holds, String field, String message) {
        if (!holds) {
            reject(field, message);
        }
    }

    /** Notes what is wrong with a field, unless something is noted for it already. */
    public void reject(String field, String message) {
        if (errors.stream().noneMatch(error -> error.field().equals(field))) {
            errors.add(new FieldError(field, message));
        }
    }

    /** Refuses the request if anything is wrong with it. */
    public void throwIfAny() {
        if (errors.isEmpty()) {
            return;
        }
        FieldError first = errors.get(0);
        String detail =
                errors.size() == 1 ? first.field() + " " + first.message() : errors.size() + " fields are not valid";
        throw new Rejection(ErrorCode.INVALID_REQUEST, detail, errors);
    }
}
