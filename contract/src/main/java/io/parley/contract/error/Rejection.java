package io.parley.contract.error;

import java.util.List;

/**
 * A refusal with a stable code: nothing was changed. Carries no stack trace, for it is an answer, not a fault. Its detail is
 * shown to clients, so it never holds content, class names or hosts.
 */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<FieldError> errors;

    /** A refusal with a detail for people. */
    public Rejection(ErrorCode code, String detail) {
        this(code, detail, List.of());
    }

    /** A refusal that names the fields at fault. */
    public Rejection(ErrorCode code, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    /** An {@link ErrorCode#INVALID_REQUEST} for one field. */
    public static Rejection invalid(String field, String message) {
        return new Rejection(ErrorCode.INVALID_REQUEST, field + " " + message, List.of(new FieldError(field, message)));
    }

    /** The machine code. */
    public ErrorCode code() {
        return code;
    }

    /** The fields at fault; empty if it is not about fields. */
    public List<FieldError> errors() {
        return errors;
    }
}
