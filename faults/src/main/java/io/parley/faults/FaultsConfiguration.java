package io.parley.faults;

import io.parley.contract.keys.RotationObserver;
import io.parley.faults.Point.Stage;
import java.util.Locale;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.Environment;

/** Plugs the points in, wherever this module is on the class path. */
@AutoConfiguration
public class FaultsConfiguration {

    static final String PROPERTY = "parley.faults";

    @Bean
    static ClockSteps clockSteps() {
        return new ClockSteps();
    }

    @Bean
    Faults faults(Environment environment, ObjectProvider<DataSource> database, ClockSteps clock) {
        Faults faults = new Faults(new Connections(database::getObject), clock);
        String text = environment.getProperty(PROPERTY, "");
        try {
            FaultText.parse(text).forEach(faults::begin);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(PROPERTY, text, String.valueOf(e.getMessage()));
        }
        return faults;
    }

    @Bean
    ConfigurerModule faultPoints(Faults faults) {
        return configurer -> {
            configurer.onInitialize(axon -> axon.commandBus().registerHandlerInterceptor(new CommandPoints(faults)));
            configurer
                    .eventProcessing()
                    .registerDefaultHandlerInterceptor((axon, processor) -> new EventPoints(faults, processor));
        };
    }

    @Bean
    RotationObserver rotationPoints(Faults faults) {
        return point -> faults.reach(
                new Point(Stage.ROTATION, point.name().toLowerCase(Locale.ROOT)), new Subject(null, null, null));
    }

    /** A stop need not wait for what is stalled. */
    @Bean
    ApplicationListener<ContextClosedEvent> faultsLifted(Faults faults) {
        return closed -> faults.lift();
    }
}
