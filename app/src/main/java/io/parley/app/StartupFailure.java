package io.parley.app;

import io.parley.infra.media.MediaProperties;
import io.parley.infra.startup.StartupProblem;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * Says in one sentence why the server did not start, whatever it was. This is the only place where that is decided. Only what
 * nobody thought of leaves a stack trace, and that in the log file alone.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class StartupFailure implements SpringBootExceptionReporter {

    private static final Logger log = LoggerFactory.getLogger(StartupFailure.class);

    private static final Map<Class<?>, String> EXPECTED = Map.of(
            Integer.class, "a whole number",
            Long.class, "a whole number",
            Boolean.class, "true or false",
            Duration.class, "a duration such as 10s",
            DataSize.class, "a size such as 64KB",
            InetAddress.class, "an address or host name of this machine",
            Path.class, "a path",
            MediaProperties.Kind.class, "folder, seaweedfs or s3");

    @Override
    public boolean reportException(Throwable failure) {
        Optional<String> reason = reason(failure);
        if (reason.isEmpty()) {
            log.info("The start failed", failure); // below what the console shows
        }
        System.err.println(reason.orElseGet(() -> unknown(failure)));
        return true;
    }

    /** Why, for whoever started it. */
    static String sentence(Throwable failure) {
        return reason(failure).orElseGet(() -> unknown(failure));
    }

    private static Optional<String> reason(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(StartupFailure::known)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static String unknown(Throwable failure) {
        Throwable root = root(failure);
        return "Parley could not start, for a reason that it does not know (%s: %s); the log file in the data folder has more."
                .formatted(root.getClass().getSimpleName(), firstLine(root));
    }

    private static @Nullable String known(Throwable failure) {
        if (failure instanceof StartupProblem problem) {
            return String.valueOf(problem.getMessage());
        }
        if (failure instanceof PortInUseException taken) {
            return StartupChecks.portTaken(taken.getPort(), taken).getMessage();
        }
        if (failure instanceof BindException wrong) {
            return wrongSetting(wrong);
        }
        if (failure instanceof InvalidConfigurationPropertyValueException wrong) {
            return "The setting %s is wrong: %s.".formatted(wrong.getName(), wrong.getReason());
        }
        return null;
    }

    private static String wrongSetting(BindException wrong) {
        Throwable reason = root(wrong);
        if (wrong.getCause() instanceof BindValidationException invalid) {
            return invalidSettings(wrong, invalid.getValidationErrors().getAllErrors());
        }
        if (wrong.getCause() instanceof StartupProblem || wrong.getProperty() == null) {
            return "A setting is wrong: %s.".formatted(firstLine(reason));
        }
        Class<?> type = wrong.getTarget().getType().resolve(Object.class);
        return "The setting %s must be %s, not \"%s\"%s."
                .formatted(
                        wrong.getName(),
                        EXPECTED.getOrDefault(box(type), "a " + type.getSimpleName()),
                        wrong.getProperty().getValue(),
                        wrong.getOrigin() == null ? "" : " (" + wrong.getOrigin() + ")");
    }

    private static String invalidSettings(BindException wrong, List<ObjectError> errors) {
        return errors.stream()
                .map(error -> (error instanceof FieldError field
                                ? wrong.getName() + "." + dashed(field.getField())
                                : wrong.getName())
                        + " "
                        + error.getDefaultMessage())
                .sorted()
                .collect(Collectors.joining("; ", "A setting is wrong: ", "."));
    }

    private static String dashed(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Class<?> box(Class<?> type) {
        return ClassUtils.resolvePrimitiveIfNecessary(type);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
