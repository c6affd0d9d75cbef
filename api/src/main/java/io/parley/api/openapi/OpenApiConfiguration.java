package io.parley.api.openapi;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.operator.Operator;
import io.parley.api.problem.Problem;
import io.parley.api.session.Caller;
import io.parley.api.status.PlatformVersion;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API document as a whole: OpenAPI 3.1, made from the controllers. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BEARER = "bearer";
    private static final String OPERATOR = "operator";

    private static final String DESCRIPTION = """
            Commands and reads of Parley, an event-sourced chat platform.

            - JSON in UTF-8 with strict types: a number is no string and a string no number. Fields that are not known are ignored, \
            `null` in an optional field is the same as leaving it out, except where a chat is changed: there it clears the field. \
            Names of fields come once.
            - Errors are problems (RFC 9457) with a stable `code`; 429 and 503 bear `Retry-After`.
            - What a caller may not see answers 404, so that ids cannot be probed.
            - Lists are `{items, next}`; `next` goes back as `cursor`, and is null on the last page.
            - After a write the same user's reads wait for it; `Parley-Position` does so for everybody and on every node.
            - A path that exists answers 405 with `Allow` to other methods, one that does not 404; a request line above 4 KB \
            answers 414, headers above 8 KB 431, a body above 256 KB 413.
            """;

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Operator.class, ReadPosition.class);
    }

    @Bean
    OpenAPI openApi(PlatformVersion version) {
        return new OpenAPI()
                .info(new Info()
                        .title("Parley")
                        .version(version.number())
                        .description(DESCRIPTION)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("This server")))
                .security(List.of(new SecurityRequirement().addList(BEARER)))
                .components(components());
    }

    private static Components components() {
        Components components = new Components()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("An access token from `POST /v1/tokens` (RFC 6750)."));
        components.addSecuritySchemes(
                OPERATOR,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An operator's token, made by `./parley operator add`."));
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
        return components;
    }
}
