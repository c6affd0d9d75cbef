package io.parley.infra.media.lifecycle;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.media.MediaCommand;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;

/** Sends commands about media, and waits for their answers for a while. */
final class MediaCommands {

    private final CommandGateway commands;
    private final Duration patience;

    MediaCommands(CommandGateway commands, Duration patience) {
        this.commands = commands;
        this.patience = patience;
    }

    /**
     * Sends a command.
     *
     * @return whether there are such media: of some the first event may not have come into the log
     */
    CompletableFuture<Boolean> begin(MediaCommand command) {
        return commands.send(command)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> failure == null || known(failure));
    }

    private static boolean known(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof Rejection)) {
            cause = cause.getCause();
        }
        if (cause instanceof Rejection refused && refused.code() == ErrorCode.MEDIA_NOT_FOUND) {
            return false;
        }
        throw failure instanceof CompletionException known ? known : new CompletionException(failure);
    }

    /** The same, and waits. */
    void send(MediaCommand command) {
        begin(command).join();
    }
}
