package io.parley.api.problem;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.media.MediaStoreUnavailableException;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.netty.channel.AbortedException;

/** Makes a {@link Failure} of whatever was thrown: refusals of ours, the framework's errors, and faults. */
final class FailureMapper {

    /** Where there is too much of something that its caller must end first; a guess. */
    private static final Duration UNTIL_SOMETHING_ENDS = Duration.ofMinutes(1);

    /** As long as a breaker asks nothing of a store that is down, until it is told otherwise. */
    private static final Duration UNTIL_A_STORE_IS_BACK = Duration.ofSeconds(5);

    private FailureMapper() {}

    static Failure map(Throwable thrown) {
        Failure failure = kindOf(thrown);
        return switch (failure.status().value()) {
            case 503 -> failure.retryAfter(failure.kind().code() == ErrorCode.OVERLOADED ? OverloadRetry.seconds() : 1);
            case 429 -> failure.retryAfter(UNTIL_SOMETHING_ENDS.toSeconds());
            default -> failure;
        };
    }

    private static Failure kindOf(Throwable thrown) {
        if (thrown instanceof Rejection rejection) {
            return rejected(rejection);
        }
        if (thrown instanceof RateLimited limited) {
            return Failure.of(ErrorCode.RATE_LIMITED, detail(limited)).retryAfter(limited.retryAfterSeconds());
        }
        if (thrown instanceof Unauthorized unauthorized) {
            return Failure.of(ErrorCode.UNAUTHORIZED, detail(unauthorized))
                    .withHeaders(challenge(unauthorized.challenge()));
        }
        if (thrown instanceof RangeNotSatisfiable ranges) {
            HttpHeaders size = new HttpHeaders();
            size.set(HttpHeaders.CONTENT_RANGE, ranges.contentRange());
            return Failure.of(ErrorCode.RANGE_NOT_SATISFIABLE, detail(ranges)).withHeaders(size);
        }
        if (thrown instanceof MediaStoreUnavailableException) {
            return Failure.of(ErrorCode.UNAVAILABLE, "Media can be neither stored nor read at present; text goes on.")
                    .retryAfter(UNTIL_A_STORE_IS_BACK.toSeconds());
        }
        if (thrown instanceof AbortedException) { // nobody is there any more to hear of it
            return Failure.of(ErrorCode.INVALID_REQUEST, "The body broke off.");
        }
        if (thrown instanceof ServerExchangeRejectedException) {
            return Failure.of(ErrorCode.INVALID_REQUEST, "The path or a header holds characters that are not allowed.");
        }
        if (thrown instanceof DataBufferLimitException) {
            return tooLarge();
        }
        if (thrown instanceof ResponseStatusException status) {
            return ofFramework(status);
        }
        return internal();
    }

    private static Failure rejected(Rejection rejection) {
        Failure failure = Failure.of(rejection);
        // RFC 9110 wants a challenge on every 401
        return rejection.code() == ErrorCode.BAD_CREDENTIALS ? failure.withHeaders(challenge("Bearer")) : failure;
    }

    private static Failure ofFramework(ResponseStatusException thrown) {
        if (thrown instanceof ContentTooLargeException) {
            return tooLarge();
        }
        if (thrown instanceof ServerWebInputException input) {
            return BadInput.of(input);
        }
        if (thrown instanceof MethodNotAllowedException) {
            return Failure.of(ErrorCode.METHOD_NOT_ALLOWED, "See the Allow header for the methods of this path.")
                    .withHeaders(thrown.getHeaders());
        }
        if (thrown instanceof NotAcceptableStatusException) {
            return Failure.of(ErrorCode.NOT_ACCEPTABLE, "See the Accept header for what there is.")
                    .withHeaders(thrown.getHeaders());
        }
        if (thrown instanceof UnsupportedMediaTypeStatusException) {
            return Failure.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json in UTF-8.")
                    .withHeaders(thrown.getHeaders());
        }
        return ofStatus(thrown.getStatusCode(), thrown.getHeaders());
    }

    private static Failure ofStatus(HttpStatusCode status, HttpHeaders headers) {
        if (status.value() == HttpStatus.NOT_FOUND.value()) {
            return Failure.of(ErrorCode.NOT_FOUND, "There is nothing at this path.");
        }
        if (status.is4xxClientError()) {
            return Failure.of(ErrorCode.INVALID_REQUEST, "The request could not be understood.")
                    .withStatus(status)
                    .withHeaders(headers);
        }
        return internal();
    }

    private static Failure tooLarge() {
        return Failure.of(ErrorCode.TOO_LARGE, "The body is larger than this path takes.");
    }

    private static Failure internal() {
        return Failure.of(
                ErrorCode.INTERNAL, "Something went wrong that should not; the log has it under this instance.");
    }

    private static HttpHeaders challenge(String challenge) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, challenge);
        return headers;
    }

    private static String detail(RuntimeException thrown) {
        String message = thrown.getMessage();
        return message == null ? "" : message;
    }
}
