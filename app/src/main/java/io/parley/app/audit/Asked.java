package io.parley.app.audit;

import io.parley.contract.audit.EventFilter;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which events are asked about. */
final class Asked {

    @Option(
            names = "--chat",
            paramLabel = "ID",
            converter = IdConverter.class,
            description = "Of this conversation, its receipts and lanes.")
    private @Nullable UUID chat;

    @Option(names = "--user", paramLabel = "ID", converter = IdConverter.class, description = "Which name this user.")
    private @Nullable UUID user;

    @Option(
            names = "--message",
            paramLabel = "ID",
            converter = IdConverter.class,
            description = "Which name this message.")
    private @Nullable UUID message;

    @Option(names = "--type", paramLabel = "NAME", description = "Of this type, such as MessageSent.")
    private @Nullable String type;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Recorded then or later: 2026-11-30, or 2026-11-30T08:00:00Z.")
    private @Nullable Instant since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Recorded before then.")
    private @Nullable Instant until;

    @Option(names = "--from", paramLabel = "POSITION", description = "At this position of the log or later.")
    private long from = 1;

    @Option(names = "--to", paramLabel = "POSITION", description = "At this position of the log or earlier.")
    private long to = Long.MAX_VALUE;

    EventFilter filter() {
        return new EventFilter(chat, user, message, type, since, until, from, to);
    }
}
