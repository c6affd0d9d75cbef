package io.parley.infra.presence;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.presence.TypingFeed;
import io.parley.infra.nodes.NodeChannel;
import io.parley.infra.nodes.Nodes;
import io.parley.infra.presence.ActivityWriter.Setting;
import io.parley.infra.presence.ActivityWriter.Tables;
import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What devices do, on nodes that hold streams. Needs the tables of {@code db/work}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.GATEWAY)
@EnableConfigurationProperties(ActivityProperties.class)
public class PresenceConfiguration {

    @Bean
    OwnStreams ownStreams() {
        return new OwnStreams();
    }

    @Bean(destroyMethod = "close")
    NotifiedFeed activityFeed(OwnStreams own, JdbcClient jdbc, ActivityProperties properties) {
        return new NotifiedFeed(UUID.randomUUID(), own, new StandingTable(jdbc, properties), properties);
    }

    @Bean(destroyMethod = "close")
    NodeChannel activityChannel(Nodes nodes, NotifiedFeed feed) {
        return nodes.channel("activity", feed);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    FeedSender feedSender(
            NotifiedFeed feed,
            Nodes nodes,
            NodeChannel activityChannel,
            JdbcClient jdbc,
            ActivityProperties properties,
            MeterRegistry meters) {
        return new FeedSender(feed.self(), nodes, activityChannel, jdbc, properties, meters);
    }

    @Bean
    TypingFeed typingFeed(FeedSender others, NotifiedFeed feed) {
        return new Typists(others, feed);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ActivityWriter activityLog(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            OwnStreams own,
            NotifiedFeed feed,
            FeedSender others,
            ActivityProperties properties,
            MeterRegistry meters) {
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        Partitions partitions = new Partitions(jdbc, transaction, clock, properties.keep());
        Tables tables = new Tables(jdbc, transaction, partitions);
        return new ActivityWriter(tables, own, feed, others, new Setting(properties, UUID::randomUUID, meters));
    }
}
