package io.parley.api.media;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.util.List;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * What a request makes itself depend on (RFC 9110, section 13). Dates count for nothing: media never change, and bear none.
 */
final class Conditions {

    private final HttpHeaders headers;
    private final ETag current;

    /**
     * The conditions of a request.
     *
     * @param current the entity tag of what there is
     */
    Conditions(HttpHeaders headers, ETag current) {
        this.headers = headers;
        this.current = current;
    }

    /** Refuses if it wants another content than there is. */
    void requireMatch() {
        if (headers.containsHeader(HttpHeaders.IF_MATCH) && !has(headers.getOrEmpty(HttpHeaders.IF_MATCH), true)) {
            throw new Rejection(ErrorCode.PRECONDITION_FAILED, "What is there has another entity tag.");
        }
    }

    /** Whether the client has it already. */
    boolean isKnown() {
        return has(headers.getOrEmpty(HttpHeaders.IF_NONE_MATCH), false);
    }

    /** Whether the ranges that it asks for are of this content, so far as it says. */
    boolean isRangeOfThis() {
        List<String> of = headers.getOrEmpty(HttpHeaders.IF_RANGE);
        return of.isEmpty() || of.get(0).startsWith("\"") && has(of, true);
    }

    private boolean has(List<String> values, boolean strongly) {
        return values.stream()
                .flatMap(value -> ETag.parse(value).stream())
                .anyMatch(tag -> tag.isWildcard() || tag.compare(current, strongly));
    }
}
