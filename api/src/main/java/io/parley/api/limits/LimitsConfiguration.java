package io.parley.api.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What limits go by. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    @Bean
    Ticker limitsTicker() {
        return Ticker.systemTicker();
    }
}
