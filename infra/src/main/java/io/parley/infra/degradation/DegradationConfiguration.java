package io.parley.infra.degradation;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.degradation.ShedWork;
import io.parley.contract.degradation.Signal;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.Processors;
import io.parley.contract.log.ProjectionProgress;
import io.parley.infra.axon.Gate;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What tells of overload behind the edge, and what pauses there. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BehindProperties.class)
public class DegradationConfiguration {

    @Bean
    Signal poolWait(HikariDataSource pool, BehindProperties properties) {
        return new PoolWait(pool, properties.poolWait());
    }

    @Bean
    HeardTail heardTail(EventTail tail) {
        return new HeardTail(tail);
    }

    @Bean
    Signal projectionLag(ProjectionProgress progress, HeardTail tail, BehindProperties properties) {
        return new ProjectionLag(
                progress,
                List.of(Processors.VIEWS, Processors.MAILBOX),
                tail::position,
                System::nanoTime,
                properties.projectionLag().toMillis() / 1e3);
    }

    @Bean
    Gate historyGate(ObjectProvider<ShedWork> edge, BehindProperties properties) {
        return new HistoryGate(edge.getIfAvailable(), properties.catchUpBelow(), properties.catchUpPause());
    }
}
