package io.parley.app;

import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import reactor.core.publisher.Mono;

/** On a node that is no gateway nobody signs in: {@link ClosedDoor} says what there is, and to whom does not matter. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@ConditionalOnRole(value = Role.GATEWAY, absent = true)
class OperationsConfiguration {

    @Bean
    ClosedDoor closedDoor() {
        return new ClosedDoor();
    }

    @Bean
    SecurityWebFilterChain nobodySignsIn(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .build();
    }

    @Bean
    ReactiveAuthenticationManager nobody() {
        return presented -> Mono.error(new BadCredentialsException("nobody signs in here"));
    }
}
