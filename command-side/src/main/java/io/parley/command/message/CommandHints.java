package io.parley.command.message;

/** Metadata that the command bus adds to a command when it handles it again. */
public final class CommandHints {

    /**
     * Present (as {@code true}) when the store refused the message's identifier as used before: the handler then looks the
     * message up by {@link SentMessages} and answers from what is stored.
     */
    public static final String MESSAGE_ID_USED = "messageIdUsed";

    private CommandHints() {}
}
