package io.parley.api.problem;

import io.parley.api.dispatch.RandomIds;
import io.parley.api.limits.LimitsProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

/** How the server itself treats requests that never become one. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    private static final String HANDLER = "bareErrors";

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
    NettyServerCustomizer slowClients(LimitsProperties limits) {
        return server -> server.requestTimeout(limits.requestTimeout());
    }
}
