package io.parley.api;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** Lets controllers take what the edge's features resolve: who is calling, and what a read must wait for. */
@Component
final class ArgumentResolvers implements WebFluxConfigurer {

    private final List<HandlerMethodArgumentResolver> resolvers;

    ArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        this.resolvers = List.copyOf(resolvers);
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        resolvers.forEach(configurer::addCustomResolver);
    }
}
