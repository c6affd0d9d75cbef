package io.parley.api.problem;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.FieldError;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Says which field of a body or which parameter is at fault. Jackson's own messages name classes and quote the input, so none
 * of them is passed on.
 */
final class BadInput {

    private static final int DEEPEST_CAUSE = 10;

    private BadInput() {}

    static Failure of(ServerWebInputException thrown) {
        if (thrown instanceof MissingRequestValueException missing) {
            return field(missing.getName(), "is required");
        }
        JacksonException json = json(thrown);
        if (json != null) {
            return ofJson(json);
        }
        MethodParameter parameter = thrown.getMethodParameter();
        if (parameter != null && parameter.hasParameterAnnotation(RequestParam.class)) {
            String name = parameter.getParameterName();
            return field(name == null ? "query" : name, "is not valid");
        }
        return Failure.of(ErrorCode.INVALID_REQUEST, "A JSON object is needed as the body.");
    }

    private static Failure ofJson(JacksonException json) {
        String field = path(json.getPath());
        if (json instanceof MismatchedInputException mismatch) {
            String wanted = wanted(mismatch.getTargetType());
            return field.isEmpty()
                    ? Failure.of(ErrorCode.INVALID_REQUEST, "The body " + wanted + ".")
                    : field(field, wanted);
        }
        if (json instanceof InputCoercionException && !field.isEmpty()) {
            return field(field, "is out of range");
        }
        return Failure.of(ErrorCode.INVALID_REQUEST, "The body is not well-formed JSON in UTF-8.");
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "is of the wrong type";
        }
        if (type == String.class) {
            return "must be a string without NUL or half a surrogate pair";
        }
        if (type == long.class || type == Long.class || type == int.class || type == Integer.class) {
            return "must be an integer";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        return Collection.class.isAssignableFrom(type) ? "must be an array" : "must be an object";
    }

    private static String path(List<JacksonException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : references) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }

    private static Failure field(String field, String message) {
        return Failure.of(ErrorCode.INVALID_REQUEST, field + " " + message)
                .withErrors(List.of(new FieldError(field, message)));
    }

    private static @Nullable JacksonException json(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof JacksonException json) {
                return json;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
