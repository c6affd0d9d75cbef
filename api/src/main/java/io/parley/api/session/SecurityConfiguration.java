package io.parley.api.session;

import io.parley.api.problem.Problems;
import io.parley.api.problem.Unauthorized;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import reactor.core.publisher.Mono;

/**
 * Who may call what: everything but {@link PublicPaths} needs a bearer token. Nothing is kept between requests, and since no
 * cookie authenticates anybody there is nothing that a foreign site could make a browser send.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    private static final String EVENTS = "/v1/events";
    private static final String TICKET = "ticket";

    /** Swagger UI is the one page there is; its scripts are files, some of its styles are not. */
    private static final String CONTENT_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    @Bean
    SecurityWebFilterChain securityWebFilterChain(
            ServerHttpSecurity http, Authenticator authenticator, Problems problems) {
        ServerWebExchangeMatcher publicPaths = PublicPaths.matcher();
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY)))
                .authorizeExchange(exchanges -> exchanges
                        .matchers(publicPaths)
                        .permitAll()
                        .anyExchange()
                        .authenticated())
                .addFilterAt(
                        authentication(authenticator, publicPaths, problems), SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                                (exchange, e) -> problems.handle(exchange, Unauthorized.missing()))
                        .accessDeniedHandler((exchange, e) -> problems.handle(
                                exchange, new Rejection(ErrorCode.FORBIDDEN, "This is not allowed to you."))))
                .build();
    }

    /** Any method may reach the handlers, which know better than a list which of them a path has. */
    @Bean
    StrictServerWebExchangeFirewall firewall() {
        StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    ServerExchangeRejectedHandler rejectedHandler(Problems problems) {
        return problems::handle;
    }

    private static AuthenticationWebFilter authentication(
            Authenticator authenticator, ServerWebExchangeMatcher publicPaths, Problems problems) {
        ServerAuthenticationEntryPoint refused = (exchange, e) -> problems.handle(exchange, Unauthorized.refused());
        AuthenticationWebFilter filter = new AuthenticationWebFilter(authenticator);
        // a stale token must not keep anybody from signing in
        filter.setRequiresAuthenticationMatcher(new NegatedServerWebExchangeMatcher(publicPaths));
        filter.setServerAuthenticationConverter(ticketOrBearer());
        filter.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(refused));
        filter.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        return filter;
    }

    private static ServerAuthenticationConverter ticketOrBearer() {
        ServerBearerTokenAuthenticationConverter bearer = new ServerBearerTokenAuthenticationConverter();
        return exchange -> {
            var request = exchange.getRequest();
            String ticket = request.getQueryParams().getFirst(TICKET);
            boolean opensStream = request.getMethod() == HttpMethod.GET
                    && request.getPath().pathWithinApplication().value().equals(EVENTS);
            return ticket != null && opensStream
                    ? Mono.<Authentication>just(new TicketAuthentication(ticket))
                    : bearer.convert(exchange);
        };
    }
}
