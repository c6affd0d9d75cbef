package io.parley.infra.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.command.chat.Chat;
import io.parley.command.chat.ChatKeys;
import io.parley.command.chat.ExpiryDeadlines;
import io.parley.command.chat.Groups;
import io.parley.command.chat.RetentionPolicy;
import io.parley.command.chat.TitleVault;
import io.parley.command.fanout.BackOff;
import io.parley.command.fanout.FanOutObserver;
import io.parley.command.fanout.FanOutSaga;
import io.parley.command.fanout.Lane;
import io.parley.command.fanout.Lanes;
import io.parley.command.user.AccountStore;
import io.parley.contract.chat.Audience;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.axon.ProcessorProperties;
import io.parley.infra.database.MessageThreads;
import io.parley.infra.postgres.DatabaseProperties;
import io.parley.infra.saga.Batch;
import io.parley.infra.saga.DeadlineProperties;
import io.parley.infra.saga.SagaConfiguration;
import io.parley.infra.saga.Sagas;
import io.parley.infra.startup.ConditionalOnRole;
import io.parley.infra.startup.Role;
import io.parley.infra.startup.StartupProblem;
import io.parley.infra.wiring.CommandSideConfiguration.AggregateSettings;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Groups: what their chats need beyond what direct ones do, and the fan-out of their messages. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.COMMAND)
@EnableConfigurationProperties(FanOutProperties.class)
@Import(SagaConfiguration.class)
public class FanOutConfiguration {

    /** One more looks for segments. */
    @Bean
    MessageThreads fanOutThreads(FanOutProperties properties) {
        return () -> properties.segments() + 1;
    }

    @Bean
    ConfigurerModule groups(
            TitleVault titles,
            ChatKeys keys,
            AccountStore accounts,
            RetentionPolicy policy,
            ExpiryDeadlines deadlines,
            Clock clock) {
        return configurer -> configurer
                .registerComponent(TitleVault.class, c -> titles)
                .registerCommandHandler(
                        c -> new Groups(c.repository(Chat.class), keys, titles, accounts, policy, deadlines, clock));
    }

    @Bean
    FanOutObserver fanOutMetrics(MeterRegistry meters, JdbcClient jdbc, Serializer serializer) {
        return new FanOutMetrics(
                meters, jdbc, serializer.typeForClass(FanOutSaga.class).getName());
    }

    @Bean
    ConfigurerModule fanOut(
            AggregateSettings aggregates,
            Sagas sagas,
            CommandGateway commands,
            FanOutObserver observer,
            FanOutProperties properties,
            ProcessorProperties processors,
            DeadlineProperties deadlines,
            DatabaseProperties database,
            JdbcClient jdbc,
            Serializer serializer) {
        requireConnections(properties.segments() + deadlines.threads(), database.poolSize());
        BackOff backOff = new BackOff(
                properties.firstWait(), properties.longestWait(), properties.tries(), RandomGenerator.getDefault());
        Lanes lanes = new Lanes(commands, properties.patience(), properties.ahead());
        Batch batch = new FanOutAhead(
                lanes, jdbc, serializer.typeForClass(FanOutSaga.class).getName());
        ProcessorProperties settings = processors.with(properties.segments(), properties.batchSize());
        return configurer -> {
            configurer
                    .registerComponent(Lanes.class, c -> lanes)
                    .registerComponent(BackOff.class, c -> backOff)
                    .registerComponent(FanOutObserver.class, c -> observer)
                    .configureAggregate(aggregates.of(Lane.class));
            sagas.register(
                    configurer,
                    FanOutSaga.class,
                    FanOutSaga.PROCESSOR,
                    settings,
                    FanOutConfiguration::isForGroups,
                    batch);
        };
    }

    /** Each that waits for a command holds a connection, and what the command is read by needs one too. */
    static void requireConnections(int waiting, int connections) {
        if (waiting >= connections) {
            throw new StartupProblem(
                    "The setting parley.db.pool-size must be greater than parley.fan-out.segments and parley.deadlines.threads together, which are %d."
                            .formatted(waiting));
        }
    }

    /** A direct chat's message needs no fan-out. */
    static boolean isForGroups(EventMessage<?> event) {
        return !(event.getPayload() instanceof MessageSent sent) || sent.audience() instanceof Audience.Group;
    }
}
