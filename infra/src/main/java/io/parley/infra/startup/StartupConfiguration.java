package io.parley.infra.startup;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Holds the data folder for as long as the node runs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NodeProperties.class)
public class StartupConfiguration {

    @Bean
    DataFolder dataFolder(NodeProperties properties) {
        return DataFolder.open(properties.dataDir());
    }
}
