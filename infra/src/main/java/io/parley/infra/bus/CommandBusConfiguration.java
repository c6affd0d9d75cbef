package io.parley.infra.bus;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.log.EventTail;
import java.security.SecureRandom;
import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The command bus's beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandBusProperties.class)
public class CommandBusConfiguration {

    @Bean
    CommandQueue commandQueue(CommandBusProperties properties, MeterRegistry meters) {
        return new CommandQueue(properties, meters);
    }

    @Bean
    CommandExecution commandExecution(
            CommandBusProperties properties,
            TransactionManager transactions,
            EventTail tail,
            List<CorrelationDataProvider> correlation,
            MeterRegistry meters) {
        BackOff backOff = new BackOff(properties.tries(), properties.backOff(), new SecureRandom());
        CommandExecution execution = new CommandExecution(transactions, tail, backOff, meters);
        execution.registerHandlerInterceptor(new CorrelationDataInterceptor<>(correlation));
        return execution;
    }

    @Bean
    CommandBus commandBus(CommandQueue queue, CommandExecution execution) {
        return new PositionedCommandBus(queue, execution);
    }
}
