package io.parley.api.receipt;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Says in the API document that an entry must have one of its two marks, which no annotation can say. */
@Component
final class MarkSchema implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        Schema<?> entry = document.getComponents().getSchemas().get(MarksRequest.ENTRY);
        if (entry != null) {
            entry.setAnyOf(List.of(has("delivered"), has("read")));
        }
    }

    private static Schema<?> has(String mark) {
        Schema<?> number = new Schema<>();
        number.addType("integer");
        return new Schema<>().addProperty(mark, number).addRequiredItem(mark);
    }
}
