package io.parley.app.audit;

import io.parley.app.operator.OperatorsServer;
import io.parley.audit.look.EventText;
import io.parley.audit.look.Ids;
import io.parley.audit.look.MessageLife;
import io.parley.audit.look.MessageSearch;
import io.parley.audit.look.Times;
import io.parley.contract.MetadataKeys;
import io.parley.contract.id.MessageId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code parley audit show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Say what became of a message: sent, brought, delivered, read, gone.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it was found",
            "1:there is no such message in the log, or the server refused",
            "2:it could not be looked at"
        },
        footer = {
            "",
            "AFTER is how long after it was sent, in seconds. What it says is shown only",
            "with --reveal, by the running server, which records that and why.",
            "To which devices it was pushed is no event: it is told as far as it is known.",
            "",
            "Examples:",
            "  ./parley audit show 019ad6f2-… --chat 019ad6f1-… --ids",
            "  ./parley audit show 019ad6f2-… --chat 019ad6f1-… --reveal --reason \"case 7\"",
        })
final class AuditShow implements Callable<Integer> {

    private static final int FOUND = 0;
    private static final int NOT_FOUND = 1;
    private static final double MILLIS = 1_000.0;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LogDatabase database;

    @Parameters(paramLabel = "MESSAGE", converter = IdConverter.class, description = "The message's id.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private UUID message;

    @Option(
            names = "--chat",
            paramLabel = "ID",
            converter = IdConverter.class,
            description = "Its chat: without it all of the log may be read.")
    private @Nullable UUID chat;

    @Option(names = "--ids", description = "Say the events' ids, and of what caused them.")
    private boolean saysIds;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final Reveal reveal = new Reveal();

    @Mixin
    private final OperatorsServer server = new OperatorsServer(System.getenv());

    @Override
    public Integer call() throws InterruptedException {
        if (reveal.isWanted()) {
            if (chat == null) {
                throw new ParameterException(spec.commandLine(), "--reveal needs the message's --chat.");
            }
            return reveal.ask(server, "/messages/%s?chat=%s".formatted(message, chat), this::show);
        }
        return database.look(connection -> new MessageSearch(connection)
                .find(new MessageId(message), chat)
                .map(this::say)
                .orElseGet(this::none));
    }

    private void show(JsonNode found) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("message   " + found.path("messageId").asString(""));
        out.println("chat      " + found.path("chatId").asString("") + ", number "
                + found.path("sequence").asLong(0));
        out.println("text      " + Reveal.text(found.path("content")));
        out.println();
        out.println(" POSITION  TIME (UTC)               WHAT");
        for (JsonNode step : found.path("steps")) {
            JsonNode event = step.path("event");
            out.println(String.format(
                    Locale.ROOT,
                    "%9d  %s  %s",
                    event.path("position").asLong(0),
                    Times.text(Instant.parse(event.path("recordedAt").asString(""))),
                    step.path("what").asString("")));
        }
        for (JsonNode push : found.path("pushes")) {
            sayPushed(
                    out,
                    push.path("position").asLong(0),
                    push.path("userId").asString(""),
                    push.path("deviceId").asString(""));
        }
    }

    private int none() {
        spec.commandLine().getErr().println("There is no message " + message + " in the log.");
        return NOT_FOUND;
    }

    private int say(MessageLife life) {
        PrintWriter out = spec.commandLine().getOut();
        MessageSent sent = life.sent();
        out.println("message   " + sent.messageId());
        out.println("chat      " + sent.chatId() + ", number " + sent.sequence());
        if (sent.replyTo() != null) {
            out.println("answers   " + sent.replyTo());
        }
        if (sent.mediaId() != null) {
            out.println("media     " + sent.mediaId());
        }
        if (sent.expiresAt() != null) {
            out.println("expires   " + sent.expiresAt());
        }
        out.println();
        out.println(" POSITION      AFTER  WHAT");
        for (MessageLife.Step step : life.steps()) {
            out.println(String.format(
                    Locale.ROOT, "%9d %10s  %s", step.event().position(), seconds(life.after(step)), step.what()));
            if (saysIds) {
                sayIds(out, step);
            }
        }
        life.pushes().forEach(push -> sayPushed(out, push.position(), push.userId(), push.deviceId()));
        return FOUND;
    }

    private static void sayPushed(PrintWriter out, long position, Object user, Object device) {
        out.println(String.format(
                Locale.ROOT, "%9d %10s  pushed to %s", position, "on " + Ids.end(device.toString()), user));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / MILLIS);
    }

    private static void sayIds(PrintWriter out, MessageLife.Step step) {
        EventText text = new EventText(step.event());
        sayId(out, "event", step.event().eventId().toString());
        sayId(out, "by", text.actor());
        sayId(out, "caused by", text.metadata(MetadataKeys.CAUSATION_ID));
        sayId(out, "request", text.metadata(MetadataKeys.CORRELATION_ID));
    }

    private static void sayId(PrintWriter out, String what, String id) {
        if (!id.isEmpty()) {
            out.println(String.format(Locale.ROOT, "%22s%-10s %s", "", what, id));
        }
    }
}
