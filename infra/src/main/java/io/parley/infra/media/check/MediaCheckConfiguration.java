package io.parley.infra.media.check;

import io.parley.contract.media.MediaStore;
import io.parley.infra.media.MediaProperties;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Comparing the store of media with the log. */
@Configuration(proxyBeanMethods = false)
public class MediaCheckConfiguration {

    @Bean
    MediaCheckService mediaChecks(
            MediaStore store, JdbcClient jdbc, EventStore events, MediaProperties properties, Clock clock) {
        return new MediaCheckService(store, new TablesAndLog(jdbc, events), properties.check(), clock);
    }
}
