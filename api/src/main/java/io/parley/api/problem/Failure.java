package io.parley.api.problem;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.FieldError;
import io.parley.contract.error.Rejection;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * A failure before it is written: what the client is told and with which headers.
 *
 * @param kind its kind
 * @param status the status, which for a few of the framework's errors is a nearer one than the kind's
 * @param detail what went wrong this time
 * @param errors the fields at fault
 * @param headers headers of the answer
 */
record Failure(ProblemKind kind, HttpStatusCode status, String detail, List<FieldError> errors, HttpHeaders headers) {

    static Failure of(Rejection rejection) {
        String detail = rejection.getMessage();
        return of(rejection.code(), detail == null ? "" : detail).withErrors(rejection.errors());
    }

    static Failure of(ErrorCode code, String detail) {
        ProblemKind kind = ProblemKind.of(code);
        return new Failure(kind, kind.status(), detail, List.of(), new HttpHeaders());
    }

    Failure withErrors(List<FieldError> newErrors) {
        return new Failure(kind, status, detail, newErrors, headers);
    }

    Failure withStatus(HttpStatusCode newStatus) {
        return new Failure(kind, newStatus, detail, errors, headers);
    }

    Failure withHeaders(HttpHeaders newHeaders) {
        return new Failure(kind, status, detail, errors, newHeaders);
    }

    /** Says when to try again, unless that is said already. */
    Failure retryAfter(long seconds) {
        HttpHeaders copy = new HttpHeaders();
        copy.addAll(headers);
        if (!copy.containsHeader(HttpHeaders.RETRY_AFTER)) {
            copy.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        }
        return withHeaders(copy);
    }

    Problem problem(String correlationId) {
        return new Problem(
                kind.type(),
                kind.title(),
                status.value(),
                detail,
                "urn:uuid:" + correlationId,
                kind.code().code(),
                errors);
    }
}
