package io.parley.infra.axonserver;

import io.axoniq.axonserver.connector.AxonServerException;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.parley.infra.store.StoreUnavailableException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a failure of Axon Server means. It names the reason by a code, in the trailers of the answer or only in its text.
 * Without one that says otherwise the server counts as away.
 */
final class ServerFailures {

    private static final String INVALID_SEQUENCE = "AXONIQ-2000";

    /** Refusals that another try would not change: the event or the message is too large. */
    private static final Set<String> DEFECTS = Set.of("AXONIQ-2001", "AXONIQ-3002");

    private static final Metadata.Key<String> CODE =
            Metadata.Key.of("AxonIQ-ErrorCode", Metadata.ASCII_STRING_MARSHALLER);
    private static final Pattern IN_TEXT = Pattern.compile("AXONIQ-\\d{4}");

    private ServerFailures() {}

    /** The failure in the words of those above: a conflict, a defect, or a store that is away. */
    static RuntimeException meaningOf(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof StoreUnavailableException || cause instanceof ConcurrencyException) {
            return (RuntimeException) cause;
        }
        String code = code(cause).orElse("");
        if (code.equals(INVALID_SEQUENCE)) {
            return new ConcurrencyException("Another writer was faster", cause);
        }
        return DEFECTS.contains(code)
                ? new EventStoreException("Axon Server refused the events: " + code, cause)
                : new StoreUnavailableException("Axon Server cannot be reached or cannot answer just now", cause);
    }

    /** The code by which the server names the reason. */
    static Optional<String> code(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AxonServerException known) {
                return Optional.of(known.getErrorCategory().errorCode());
            }
            if (cause instanceof StatusRuntimeException status) {
                String trailer = status.getTrailers() == null
                        ? null
                        : status.getTrailers().get(CODE);
                return trailer == null ? inText(status.getMessage()) : Optional.of(trailer);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> inText(@Nullable String text) {
        Matcher found = IN_TEXT.matcher(text == null ? "" : text);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean wraps = failure instanceof ExecutionException || failure instanceof CompletionException;
        return wraps && cause != null ? unwrapped(cause) : failure;
    }
}
