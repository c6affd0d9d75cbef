package io.parley.api.degradation;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

/** Puts refusals where requests arrive. */
@Configuration(proxyBeanMethods = false)
class RefusalsConfiguration {

    private static final String HANDLER = "connectionRefusals";

    @Bean
    NettyServerCustomizer connectionRefusals(Refusals refusals) {
        return server -> server.doOnChannelInit((observer, channel, address) -> {
            if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
                channel.pipeline()
                        .addBefore(NettyPipeline.HttpTrafficHandler, HANDLER, new ConnectionRefusals(refusals));
            }
        });
    }
}
