package io.parley.api.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.problem.Problem;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/**
 * Says in the schemas of our records what their types say in Java: a component that is not {@code @Nullable} is there and not
 * null. One that is nullable may be null, unless it is marked as required, which is what a request must have, or is left out
 * instead. Answers have all fields but those.
 */
@Component
final class RecordSchemas implements OperationCustomizer, OpenApiCustomizer {

    private static final String OURS = "io.parley.";

    private final Map<String, Class<?>> records = new ConcurrentHashMap<>();
    private final Map<String, Class<?>> requests = new ConcurrentHashMap<>();

    RecordSchemas() {
        collect(ResolvableType.forClass(Problem.class), records);
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        collect(ResolvableType.forMethodReturnType(handler.getMethod()), records);
        for (var parameter : handler.getMethodParameters()) {
            collect(ResolvableType.forMethodParameter(parameter), records);
            if (parameter.hasParameterAnnotation(RequestBody.class)) {
                collect(ResolvableType.forMethodParameter(parameter), requests);
            }
        }
        return operation;
    }

    @Override
    public void customise(OpenAPI document) {
        document.getComponents().getSchemas().forEach((name, schema) -> {
            Class<?> record = records.get(name);
            if (record != null && schema.getProperties() != null) {
                describe(schema, record, requests.containsKey(name));
            }
        });
    }

    private static void collect(ResolvableType type, Map<String, Class<?>> found) {
        Class<?> raw = type.resolve();
        if (raw != null && raw.isRecord() && raw.getName().startsWith(OURS) && found.put(name(raw), raw) == null) {
            for (RecordComponent component : raw.getRecordComponents()) {
                collect(ResolvableType.forType(component.getGenericType()), found);
            }
        }
        for (ResolvableType argument : type.getGenerics()) {
            collect(argument, found);
        }
    }

    private static String name(Class<?> record) {
        var named = record.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return named == null || named.name().isEmpty() ? record.getSimpleName() : named.name();
    }

    private static void describe(Schema<?> schema, Class<?> record, boolean isRequest) {
        Set<String> required = new TreeSet<>(schema.getRequired() == null ? List.of() : schema.getRequired());
        for (RecordComponent component : record.getRecordComponents()) {
            String name = component.getName();
            Schema<?> property = (Schema<?>) schema.getProperties().get(name);
            if (property == null || required.contains(name) || isLeftOut(component)) {
                continue;
            }
            if (isNullable(component)) {
                schema.getProperties().put(name, orNull(property));
            }
            if (!isNullable(component) || !isRequest) {
                required.add(name);
            }
        }
        schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
    }

    /** Whether the field is left out, rather than being there as null or empty. */
    private static boolean isLeftOut(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonInclude.class)
                || component.getDeclaringRecord().isAnnotationPresent(JsonInclude.class) && isNullable(component);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static <T> void allowNull(Schema<T> property) {
        List<T> values = new ArrayList<>(property.getEnum());
        values.add(null);
        property.setEnum(values);
    }

    private static Schema<?> orNull(Schema<?> property) {
        if (property.getAnyOf() != null) {
            return property;
        }
        if (property.get$ref() != null) {
            Schema<?> reference = new Schema<>().$ref(property.get$ref());
            Schema<?> nothing = new Schema<>();
            nothing.addType("null");
            return new Schema<>().addAnyOfItem(reference).addAnyOfItem(nothing);
        }
        property.addType("null");
        if (property.getEnum() != null) {
            allowNull(property);
        }
        return property;
    }
}
