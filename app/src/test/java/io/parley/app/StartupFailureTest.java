package io.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.parley.infra.postgres.DatabaseProperties;
import io.parley.infra.startup.StartupProblem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.web.server.PortInUseException;

class StartupFailureTest {

    @Test
    void aProblemIsFoundHoweverDeepItLies() {
        Throwable failure =
                new BeanCreationException("bean", new IllegalStateException(new StartupProblem("It rains.")));
        assertThat(StartupFailure.sentence(failure)).isEqualTo("It rains.");
    }

    @Test
    void aDurationThatIsNoneIsNamedWithItsValue() {
        assertThat(StartupFailure.sentence(binding("parley.db.connection-timeout", "soon")))
                .isEqualTo("The setting parley.db.connection-timeout must be a duration such as 10s, not \"soon\".");
    }

    @Test
    void aValueOutOfItsBoundsIsNamedWithThem() {
        assertThat(StartupFailure.sentence(binding("parley.db.pool-size", "0")))
                .isEqualTo("A setting is wrong: parley.db.pool-size must be 4 to 200.");
    }

    @Test
    void aDatabaseUrlThatIsNoneIsNotRepeatedForItMayBearAPassword() {
        assertThat(StartupFailure.sentence(binding("parley.db.url", "postgres://ada:secret@host/parley")))
                .isEqualTo(
                        "A setting is wrong: parley.db.url must be a JDBC URL such as jdbc:postgresql://host:5432/parley.");
    }

    @Test
    void aValueThatItsReaderRefusesIsSaidWithTheReason() {
        assertThat(StartupFailure.sentence(new InvalidConfigurationPropertyValueException(
                        "parley.faults", "burn", "in \"burn\", a kind and a point are needed")))
                .isEqualTo("The setting parley.faults is wrong: in \"burn\", a kind and a point are needed.");
    }

    @Test
    void aPortThatIsTakenInTheLastMomentIsSaidAsAtFirst() {
        assertThat(StartupFailure.sentence(new PortInUseException(8080)))
                .isEqualTo(
                        "Port 8080 is taken by another program: stop that one, or choose another port by SERVER_PORT.");
    }

    @Test
    void whatNobodyThoughtOfIsOneSentenceToo() {
        assertThat(StartupFailure.sentence(new BeanCreationException("bean", new IllegalStateException("odd\nvery"))))
                .isEqualTo(
                        "Parley could not start, for a reason that it does not know (IllegalStateException: odd); the log file in the data folder has more.");
    }

    private static Throwable binding(String name, String value) {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of(name, value)));
        return catchThrowable(() -> binder.bindOrCreate("parley.db", Bindable.of(DatabaseProperties.class)));
    }
}
