package io.parley.api.operator;

import io.parley.api.dispatch.Queries;
import io.parley.api.dispatch.ReadPosition;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.Rejection;
import io.parley.contract.retention.RetentionQuery.FindRetentionPreview;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What operators are told of how long messages live. */
@RestController
final class RetentionController implements RetentionApi {

    private final Queries queries;

    RetentionController(Queries queries) {
        this.queries = queries;
    }

    @GetMapping(path = "/v1/operator/retention/preview", produces = MediaType.APPLICATION_JSON_VALUE)
    @Override
    public Mono<RetentionBody> preview(
            @RequestParam(required = false) @Nullable String longest, Operator operator, ReadPosition position) {
        return queries.ask(new FindRetentionPreview(maximum(longest), position.atLeast()))
                .map(RetentionBody::of);
    }

    private static Duration maximum(@Nullable String text) {
        if (text == null) {
            throw Rejection.invalid("longest", "is required");
        }
        try {
            Duration longest = Duration.parse(text);
            if (longest.compareTo(Retention.SHORTEST) >= 0
                    && longest.compareTo(Retention.LONGEST) <= 0
                    && Retention.hasWholeMilliseconds(longest)) {
                return longest;
            }
        } catch (DateTimeParseException noDuration) {
            // answered below
        }
        throw Rejection.invalid("longest", "must be an ISO-8601 duration from PT1S to P365D, in whole milliseconds");
    }
}
