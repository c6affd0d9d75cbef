package io.parley.api.openapi;

import io.parley.api.dispatch.ReadPosition;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.Arrays;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/** Documents {@code Parley-Position}: on the answers to writes, and as what reads take. */
@Component
@Order(0) // before problems are added to the answers
final class Positions implements OperationCustomizer {

    private static final String RULE =
            "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\.[0-9]{1,18}$";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        if (AnnotatedElementUtils.hasAnnotation(handler.getMethod(), Writes.class)) {
            operation
                    .getResponses()
                    .values()
                    .forEach(answer -> answer.addHeaderObject(ReadPosition.HEADER, onAnswer()));
        }
        if (Arrays.stream(handler.getMethodParameters()).anyMatch(p -> p.getParameterType() == ReadPosition.class)) {
            operation.addParametersItem(onRead());
        }
        return operation;
    }

    private static Header onAnswer() {
        return new Header()
                .description("From which on a read, by anybody and on any node, sees what was written.")
                .required(true)
                .schema(schema());
    }

    private static HeaderParameter onRead() {
        HeaderParameter parameter = new HeaderParameter();
        parameter
                .name(ReadPosition.HEADER)
                .description(
                        "The `Parley-Position` of a write or the `id` of an event: the answer is no older than that. "
                                + "One's own last write through the same gateway is waited for without it.")
                .required(false)
                .schema(schema());
        return parameter;
    }

    private static Schema<?> schema() {
        return new StringSchema().pattern(RULE);
    }
}
