package io.parley.api.session;

import io.parley.api.operator.Operators;
import io.parley.api.problem.Problems;
import io.parley.api.problem.Unauthorized;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
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
    private static final String BEARER = "Bearer ";

    /** Swagger UI is the one page there is; its scripts are files, some of its styles are not. */
    private static final String CONTENT_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    @Bean
    SecurityWebFilterChain securityWebFilterChain(
            ServerHttpSecurity http, Authenticator authenticator, Tokens tokens, Problems problems) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY)))
                .authorizeExchange(exchanges -> exchanges.anyExchange().access(SecurityConfiguration::authorize))
                .addFilterAt(authentication(authenticator, tokens, problems), SecurityWebFiltersOrder.AUTHENTICATION)
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
        firewall.setAllowedHeaderNames(HeaderText::isAllowed);
        firewall.setAllowedHeaderValues(HeaderText::isAllowed);
        return firewall;
    }

    @Bean
    ServerExchangeRejectedHandler rejectedHandler(Problems problems) {
        return problems::handle;
    }

    /** The requests as a whole are observed; each of the filters that they pass through is not worth its price. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    private static Mono<AuthorizationResult> authorize(Mono<Authentication> caller, AuthorizationContext context) {
        return caller.map(Authentication::isAuthenticated)
                .defaultIfEmpty(false)
                .map(known -> new AuthorizationDecision(known || PublicPaths.contain(context.getExchange())));
    }

    private static AuthenticationWebFilter authentication(
            Authenticator authenticator, Tokens tokens, Problems problems) {
        ServerAuthenticationEntryPoint refused = (exchange, e) -> problems.handle(exchange, Unauthorized.refused());
        AuthenticationWebFilter filter = new AuthenticationWebFilter(authenticator);
        // a stale token must not keep anybody from signing in
        filter.setRequiresAuthenticationMatcher(new NegatedServerWebExchangeMatcher(new PublicPaths()));
        filter.setServerAuthenticationConverter(ticketLinkOrBearer(tokens));
        filter.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(refused));
        filter.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        return filter;
    }

    private static ServerAuthenticationConverter ticketLinkOrBearer(Tokens tokens) {
        ServerBearerTokenAuthenticationConverter bearer = new ServerBearerTokenAuthenticationConverter();
        return exchange -> {
            if (Operators.areAsked(exchange)) {
                return Operators.presented(exchange);
            }
            var request = exchange.getRequest();
            String ticket = request.getQueryParams().getFirst(TICKET);
            boolean opensStream = request.getMethod() == HttpMethod.GET
                    && request.getPath().pathWithinApplication().value().equals(EVENTS);
            if (ticket != null && opensStream) {
                return Mono.just(new TicketAuthentication(ticket));
            }
            Optional<Authentication> link = LinkAuthentication.presented(request);
            if (link.isPresent()) {
                return Mono.just(link.get());
            }
            String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
            if (header != null && header.startsWith(BEARER) && tokens.isKnown(header.substring(BEARER.length()))) {
                return Mono.just(new BearerTokenAuthenticationToken(header.substring(BEARER.length())));
            }
            return bearer.convert(exchange);
        };
    }
}
