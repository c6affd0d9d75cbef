package io.parley.api.openapi;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.problem.Problem;
import io.parley.api.problem.ProblemKind;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/** Lists an operation's problems: those that {@link Refuses} names and those that follow from what it takes. */
@Component
final class ProblemResponses implements OperationCustomizer {

    private static final String PROBLEM = "#/components/schemas/" + Problem.class.getSimpleName();
    private static final String URI_TOO_LONG = "414";
    private static final Set<ErrorCode> ANY =
            EnumSet.of(ErrorCode.INVALID_REQUEST, ErrorCode.NOT_ACCEPTABLE, ErrorCode.INTERNAL);
    private static final Set<ErrorCode> NEEDS_OTHERS = EnumSet.of(ErrorCode.OVERLOADED, ErrorCode.UNAVAILABLE);
    private static final Set<ErrorCode> WITH_BODY = EnumSet.of(ErrorCode.TOO_LARGE, ErrorCode.UNSUPPORTED_MEDIA_TYPE);

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        byStatus(codes(operation, handler))
                .forEach((status, kinds) -> operation.getResponses().addApiResponse(status, response(kinds)));
        if (mayBeLong(operation)) {
            operation
                    .getResponses()
                    .addApiResponse(URI_TOO_LONG, response(List.of(ProblemKind.of(ErrorCode.TOO_LARGE))));
        }
        return operation;
    }

    /** What stands in a query makes the request line longer, and one that is too long is refused whatever it asks. */
    private static boolean mayBeLong(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> "query".equals(parameter.getIn()));
    }

    private static Set<ErrorCode> codes(Operation operation, HandlerMethod handler) {
        Set<ErrorCode> codes = EnumSet.copyOf(ANY);
        Refuses refuses = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), Refuses.class);
        if (refuses != null) {
            codes.addAll(Arrays.asList(refuses.value()));
        }
        if (!isPublic(operation)) {
            codes.add(ErrorCode.UNAUTHORIZED);
            codes.addAll(NEEDS_OTHERS);
        }
        for (var parameter : handler.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                codes.addAll(WITH_BODY);
                codes.addAll(NEEDS_OTHERS);
            }
            if (parameter.getParameterType() == ReadPosition.class) {
                codes.add(ErrorCode.NOT_YET);
            }
        }
        return codes;
    }

    private static boolean isPublic(Operation operation) {
        return operation.getSecurity() != null && operation.getSecurity().isEmpty();
    }

    private static Map<String, List<ProblemKind>> byStatus(Set<ErrorCode> codes) {
        return codes.stream()
                .map(ProblemKind::of)
                .collect(Collectors.groupingBy(
                        kind -> Integer.toString(kind.status().value()), TreeMap::new, Collectors.toList()));
    }

    private static ApiResponse response(List<ProblemKind> kinds) {
        String description = kinds.stream()
                .map(kind -> "`" + kind.code().code() + "`: " + kind.title() + ".")
                .collect(Collectors.joining("\n\n"));
        ApiResponse response = new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new MediaType().schema(new Schema<>().$ref(PROBLEM))));
        switch (kinds.get(0).status().value()) {
            case 429, 503 ->
                response.addHeaderObject(
                        "Retry-After",
                        header(
                                "In how many seconds to try again.",
                                new IntegerSchema().minimum(java.math.BigDecimal.ONE)));
            case 401 ->
                response.addHeaderObject("WWW-Authenticate", header("The challenge (RFC 6750).", new StringSchema()));
            default -> {
                // no header is promised
            }
        }
        return response;
    }

    private static Header header(String description, Schema<?> schema) {
        return new Header().description(description).required(true).schema(schema);
    }
}
