package io.parley.api.json;

import io.parley.api.limits.LimitsProperties;
import java.time.Instant;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.module.SimpleModule;

/** JSON as the contract has it, for bodies of requests and answers and for the stream's events. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        SimpleModule module = new SimpleModule("parley-edge")
                .addDeserializer(String.class, new StrictString())
                .addDeserializer(Long.class, new WholeNumber())
                .addDeserializer(Given.class, new Given.Reader())
                .addSerializer(Instant.class, new MillisecondInstant());
        return builder -> builder.addModule(module)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    }

    @Bean
    CodecCustomizer bodyLimit(LimitsProperties limits) {
        return configurer ->
                configurer.defaultCodecs().maxInMemorySize((int) limits.body().toBytes());
    }
}
