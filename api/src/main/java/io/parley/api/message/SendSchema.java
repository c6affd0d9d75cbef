package io.parley.api.message;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Says in the API document that a message must have a text or media, which no annotation can say. */
@Component
final class SendSchema implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        Schema<?> send = document.getComponents().getSchemas().get(SendRequest.SCHEMA);
        if (send != null) {
            send.setAnyOf(List.of(has("text"), has("mediaId")));
        }
    }

    private static Schema<?> has(String field) {
        Schema<?> text = new Schema<>();
        text.addType("string");
        return new Schema<>().addProperty(field, text).addRequiredItem(field);
    }
}
