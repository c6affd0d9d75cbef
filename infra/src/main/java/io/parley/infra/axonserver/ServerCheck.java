package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.control.ClientIdentification;
import io.axoniq.axonserver.grpc.control.NodeInfo;
import io.axoniq.axonserver.grpc.control.PlatformServiceGrpc;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.parley.infra.startup.StartupProblem;
import java.io.File;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Asks the servers, once at the start, whether they will have this node. The connector itself would only log that they do not and
 * try for ever.
 */
final class ServerCheck {

    private final AxonServerConfiguration configuration;
    private final AxonServerProperties properties;

    ServerCheck(AxonServerConfiguration configuration, AxonServerProperties properties) {
        this.configuration = configuration;
        this.properties = properties;
    }

    /**
     * Tries each server until one answers.
     *
     * @throws StartupProblem if none does, in the words of the last one
     */
    void requireReachable() {
        StatusRuntimeException refusal = null;
        for (NodeInfo server : configuration.routingServers()) {
            try {
                ask(server);
                return;
            } catch (StatusRuntimeException e) {
                refusal = e;
            }
        }
        throw problem(refusal);
    }

    private void ask(NodeInfo server) {
        ManagedChannel channel = channel(server);
        try {
            PlatformServiceGrpc.newBlockingStub(
                            ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers())))
                    .withWaitForReady()
                    .withDeadlineAfter(properties.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                    .getPlatformServer(ClientIdentification.newBuilder()
                            .setClientId(configuration.getClientId())
                            .setComponentName(configuration.getComponentName())
                            .build());
        } finally {
            channel.shutdownNow();
        }
    }

    private ManagedChannel channel(NodeInfo server) {
        NettyChannelBuilder channel = NettyChannelBuilder.forAddress(server.getHostName(), server.getGrpcPort());
        if (!properties.tls()) {
            return channel.usePlaintext().build();
        }
        try {
            if (!properties.certificate().isBlank()) {
                channel.sslContext(GrpcSslContexts.forClient()
                        .trustManager(new File(properties.certificate()))
                        .build());
            }
            return channel.useTransportSecurity().build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new StartupProblem(
                    "The certificate of Axon Server cannot be read: check parley.axon-server.certificate.", e);
        }
    }

    private Metadata headers() {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("AxonIQ-Context", Metadata.ASCII_STRING_MARSHALLER), properties.context());
        if (!properties.token().isBlank()) {
            headers.put(Metadata.Key.of("AxonIQ-Access-Token", Metadata.ASCII_STRING_MARSHALLER), properties.token());
        }
        return headers;
    }

    private StartupProblem problem(@Nullable StatusRuntimeException refusal) {
        String servers = properties.servers();
        if (refusal == null) {
            return new StartupProblem("The setting parley.axon-server.servers names no server.");
        }
        String said = refusal.getStatus().getDescription();
        return switch (refusal.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED ->
                new StartupProblem(
                        "Axon Server cannot be reached at %s within %s: start it, or correct parley.axon-server.servers."
                                .formatted(servers, properties.connectTimeout()),
                        refusal);
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                new StartupProblem(
                        "Axon Server at %s does not let this node in (%s): check parley.axon-server.token and .context."
                                .formatted(servers, said),
                        refusal);
            default ->
                new StartupProblem(
                        "Axon Server at %s refuses this node (%s): it may lack a licence, or the context \"%s\"."
                                .formatted(servers, said, properties.context()),
                        refusal);
        };
    }
}
