package io.parley.infra.startup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Why a node cannot start, in one sentence for whoever started it. The sentence stands alone: it is shown without a stack trace
 * and says, where possible, what to do.
 */
public final class StartupProblem extends RuntimeException {

    private static final String NO_SPACE = "No space left on device";

    public StartupProblem(String sentence) {
        super(sentence);
    }

    public StartupProblem(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** Says what went wrong with a file or folder, in the words of whoever owns it. */
    public static StartupProblem with(Path file, IOException cause) {
        if (saysDiskFull(cause.getMessage())) {
            return diskFull(file, cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new StartupProblem(
                    "%s cannot be read or written by this user: change its owner or name another data folder by PARLEY_DATA_DIR."
                            .formatted(file),
                    cause);
        }
        if (cause instanceof FileAlreadyExistsException inTheWay) {
            return new StartupProblem(
                    "%s cannot be made: %s is in the way.".formatted(file, inTheWay.getFile()), cause);
        }
        if (cause instanceof NoSuchFileException) {
            return new StartupProblem(
                    "%s cannot be made there: name another data folder by PARLEY_DATA_DIR.".formatted(file), cause);
        }
        String reason = cause instanceof FileSystemException f && f.getReason() != null ? f.getReason() : reason(cause);
        return new StartupProblem("%s cannot be used: %s.".formatted(file, reason), cause);
    }

    /** The disk that holds the given file is full. */
    public static StartupProblem diskFull(Path file, @Nullable Throwable cause) {
        return new StartupProblem(
                "The disk that holds %s is full: make room, then start again.".formatted(file), cause);
    }

    /** Whether a message of the operating system, or of a program's output, means that the disk is full. */
    public static boolean saysDiskFull(@Nullable String message) {
        return message != null && message.contains(NO_SPACE);
    }

    private static String reason(IOException cause) {
        return cause.getMessage() == null ? "an input or output error" : cause.getMessage();
    }
}
