package io.parley.api.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.accept.HeaderContentTypeResolver;
import org.springframework.web.reactive.accept.RequestedContentTypeResolver;
import org.springframework.web.reactive.accept.RequestedContentTypeResolverBuilder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a client accepts, charsets aside: JSON is UTF-8 and has no such parameter (RFC 8259). Whoever asked for another one would
 * otherwise be refused only after its write had taken effect.
 */
@Component
final class AcceptedTypes implements RequestedContentTypeResolver, WebFluxConfigurer {

    private static final String CHARSET = "charset";

    private final RequestedContentTypeResolver header = new HeaderContentTypeResolver();

    @Override
    public void configureContentTypeResolver(RequestedContentTypeResolverBuilder builder) {
        builder.resolver(this);
    }

    @Override
    public List<MediaType> resolveMediaTypes(ServerWebExchange exchange) {
        return header.resolveMediaTypes(exchange).stream()
                .map(AcceptedTypes::withoutCharset)
                .toList();
    }

    private static MediaType withoutCharset(MediaType type) {
        if (type.getParameter(CHARSET) == null) {
            return type;
        }
        Map<String, String> parameters = new LinkedHashMap<>(type.getParameters());
        parameters.keySet().removeIf(CHARSET::equalsIgnoreCase);
        return new MediaType(type.getType(), type.getSubtype(), parameters);
    }
}
