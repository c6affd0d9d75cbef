package io.parley.api.problem;

import io.parley.api.dispatch.RandomIds;
import io.parley.api.limits.ClientPace;
import io.parley.api.limits.LimitsProperties;
import io.parley.api.limits.MediaLimits;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.NettyPipeline;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.json.JsonMapper;

/** How the server itself treats requests that never become one. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    private static final String EVENT_LOOPS = "parley-http";
    private static final int FEWEST_LOOPS = 2;
    private static final String HANDLER = "bareErrors";
    private static final int READ = 64 << 10;
    private static final String NEXT = "nextRequests";
    private static final String PACE = "clientPace";

    /**
     * Connections are accepted by a thread that does nothing else. By default those who serve do it too, and when they have most to do
     * the queue of those who would come in overflows: their attempts are dropped, and repeated by their systems after 1, 3 and 7 s.
     * Those who serve are as many as there are cores, not four at least: on a small machine more of them only take turns, and a tenth of
     * what it can do goes into that.
     */
    @Bean
    ReactorResourceFactory eventLoops() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResourcesSupplier(() -> LoopResources.create(EVENT_LOOPS, 1, eventLoopCount(), true));
        return resources;
    }

    private static int eventLoopCount() {
        return Math.max(FEWEST_LOOPS, Runtime.getRuntime().availableProcessors());
    }

    @Bean
    NettyServerCustomizer bareErrors(JsonMapper json, RandomIds ids) {
        BareErrors handler = new BareErrors(json, ids);
        return server -> server.doOnChannelInit((observer, channel, address) -> {
            if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, HANDLER, handler);
            }
        });
    }

    @Bean
    NettyServerCustomizer nextRequests() {
        NextRequests handler = new NextRequests();
        return server -> server.doOnChannelInit((observer, channel, address) -> {
            if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, NEXT, handler);
            }
        });
    }

    /** What has come of an upload is passed on as it is: the server by itself would cut it into pieces of 8 KiB. */
    @Bean
    @SuppressWarnings("deprecation") // Netty 5 never cuts it, and so cannot be told
    NettyServerCustomizer wholeReads() {
        return server -> server.httpRequestDecoder(decoder -> decoder.maxChunkSize(READ));
    }

    @Bean
    NettyServerCustomizer slowClients(LimitsProperties limits, MediaLimits media) {
        return server -> server.doOnChannelInit((observer, channel, address) -> {
            if (channel.pipeline().get(NettyPipeline.HttpCodec) != null) {
                channel.pipeline()
                        .addAfter(
                                NettyPipeline.HttpCodec, PACE, new ClientPace(limits.requestTimeout(), media.stall()));
            }
        });
    }
}
