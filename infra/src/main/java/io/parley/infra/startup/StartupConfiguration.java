package io.parley.infra.startup;

import io.parley.contract.id.NodeId;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which run of a node this is, and the data folder, held for as long as it lasts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NodeProperties.class)
public class StartupConfiguration {

    @Bean
    NodeId nodeId() {
        return NodeId.random();
    }

    @Bean
    DataFolder dataFolder(NodeProperties properties) {
        return DataFolder.open(properties.dataDir());
    }
}
