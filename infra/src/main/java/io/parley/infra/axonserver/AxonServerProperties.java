package io.parley.infra.axonserver;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The Axon Server, if {@code parley.store} is {@code axon-server}.
 *
 * @param servers where it is: host or host:port, several by commas
 * @param context the context that holds the log; made on the server beforehand
 * @param token the application's token; empty if the server checks none
 * @param tls whether to speak TLS with it
 * @param certificate a file with the certificate to trust; empty for those that this machine trusts
 * @param commandThreads how many threads hand commands from the server to the command bus, which has threads of its own
 * @param queryThreads how many threads hand queries from the server to their handlers
 * @param localQueries whether a query that this node can answer is answered here rather than by way of the server
 * @param connectTimeout how long to try to reach the server at the start, and when the connection was lost
 * @param reconnectInterval the pause between two tries to connect
 * @param timeout how long one call may take
 * @param settleFor how long to look for the outcome of an append that got no answer
 * @param claimPatience after which a claim of which no event came is no longer waited for; longer than any append takes
 * @param rememberedGroups of how many groups it is remembered who was in them; reading that anew is dear
 * @param permits how many events, commands or queries the server may send ahead
 */
@Validated
@ConfigurationProperties("parley.axon-server")
public record AxonServerProperties(
        @DefaultValue("localhost:8124") @NotBlank String servers,
        @DefaultValue("default") @NotBlank String context,
        @DefaultValue("") @NotNull String token,
        @DefaultValue("false") boolean tls,
        @DefaultValue("") @NotNull String certificate,
        @DefaultValue("4") @Min(1) @Max(256) int commandThreads,
        @DefaultValue("4") @Min(1) @Max(256) int queryThreads,
        @DefaultValue("true") boolean localQueries,
        @DefaultValue("10s") @DurationMin(millis = 100) Duration connectTimeout,
        @DefaultValue("1s") @DurationMin(millis = 50) Duration reconnectInterval,
        @DefaultValue("5s") @DurationMin(millis = 100) Duration timeout,
        @DefaultValue("3s") @DurationMin(millis = 100) Duration settleFor,
        @DefaultValue("30s") @DurationMin(seconds = 1) Duration claimPatience,
        @DefaultValue("500") @Min(1) @Max(1_000_000) int rememberedGroups,
        @DefaultValue("5000") @Min(16) @Max(1_000_000) int permits) {

    /** What the connector is to be told. */
    AxonServerConfiguration connector(String clientId) {
        AxonServerConfiguration connector = AxonServerConfiguration.builder()
                .servers(servers)
                .clientId(clientId)
                .componentName("parley")
                .context(context)
                .suppressDownloadMessage()
                .connectTimeout(connectTimeout.toMillis())
                .build();
        connector.setReconnectInterval(reconnectInterval.toMillis());
        connector.setCommandThreads(commandThreads);
        connector.setQueryThreads(queryThreads);
        connector.setPermits(permits);
        connector.setShortcutQueriesToLocalHandlers(localQueries);
        connector.setSslEnabled(tls);
        if (!certificate.isBlank()) {
            connector.setCertFile(certificate);
        }
        if (!token.isBlank()) {
            connector.setToken(token);
        }
        return connector;
    }
}
