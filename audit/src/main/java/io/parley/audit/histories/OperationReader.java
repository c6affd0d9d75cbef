package io.parley.audit.histories;

import io.parley.audit.histories.Operation.Origin;
import io.parley.audit.histories.Operation.Outcome;
import io.parley.audit.histories.Operation.Shown;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads files line by line. Whatever is not as the format says is an error, for of a history with holes nothing can be said. */
final class OperationReader {

    private static final String FORMAT = "parley-history-1";
    private static final long MOST_MESSAGES = 50_000_000;

    private final List<? extends HistoryFile> files;
    private final Map<String, String> names = new HashMap<>();

    OperationReader(List<? extends HistoryFile> files) {
        this.files = List.copyOf(files);
    }

    /** Takes one operation after another. */
    @FunctionalInterface
    interface Taker {
        void take(Operation operation);
    }

    /** Reads all of them; gives how many operations there are. */
    long each(Taker taker) throws IOException {
        long count = 0;
        for (int i = 0; i < files.size(); i++) {
            count += each(i, taker);
        }
        return count;
    }

    private long each(int number, Taker taker) throws IOException {
        long line = 1;
        HistoryFile file = files.get(number);
        try (BufferedReader reader = file.open()) {
            JsonNode header = json(String.valueOf(reader.readLine()));
            require(FORMAT.equals(header.path("format").stringValue("")), "it is no history (" + FORMAT + ")");
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                taker.take(operation(new Place(number, line), json(text)));
            }
        } catch (CharacterCodingException e) {
            throw new UnreadableHistory(file.name(), line + 1, "it is no UTF-8");
        } catch (IllegalArgumentException e) {
            throw new UnreadableHistory(file.name(), line, String.valueOf(e.getMessage()));
        }
        return line - 1;
    }

    private static JsonNode json(String text) {
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            require(json.isObject(), "it is no JSON object");
            return json;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
    }

    private Operation operation(Place place, JsonNode json) {
        String op = text(json, "op");
        return switch (op) {
            case "send" -> send(asked(place, json), json);
            case "read" -> read(asked(place, json), json);
            case "acknowledge" -> acknowledge(asked(place, json), json);
            case "retract" -> new Operation.Retract(asked(place, json), text(json, "messageId"));
            case "leave" -> leave(asked(place, json), json);
            case "receive" -> new Operation.Receive(told(place, json), shown(json));
            case "receipt" ->
                new Operation.Receipt(
                        told(place, json),
                        name(json, "of"),
                        number(json, "delivered", 0, 0, MOST_MESSAGES),
                        number(json, "read", 0, 0, MOST_MESSAGES));
            case "listen" -> new Operation.Listen(told(place, json), number(json, "after", 0, 0, MOST_MESSAGES));
            default -> throw new IllegalArgumentException("there is no operation " + op);
        };
    }

    private static Operation send(Origin origin, JsonNode json) {
        boolean accepted = origin.outcome() == Outcome.OK;
        long sequence = accepted ? number(json, "sequence", null, 1, MOST_MESSAGES) : 0;
        long expires = time(json, "expires", Operation.OPEN);
        long expired = time(json, "expired", Operation.OPEN);
        require(expires <= expired, "it is expired before it expires");
        return new Operation.Send(origin, text(json, "messageId"), sequence, expires, expired);
    }

    private Operation leave(Origin origin, JsonNode json) {
        return new Operation.Leave(origin, json.has("of") ? name(json, "of") : origin.user());
    }

    private Operation read(Origin origin, JsonNode json) {
        List<Shown> messages = new ArrayList<>();
        if (origin.outcome() == Outcome.OK) {
            require(json.path("messages").isArray(), "it has no messages");
            json.path("messages").forEach(message -> messages.add(shown(message)));
        }
        return new Operation.Read(
                origin,
                number(json, "from", 1L, 1, MOST_MESSAGES),
                number(json, "to", Operation.OPEN, 1, Operation.OPEN),
                json.path("final").booleanValue(false),
                messages);
    }

    private static Operation acknowledge(Origin origin, JsonNode json) {
        long delivered = number(json, "delivered", 0, 0, MOST_MESSAGES);
        long read = number(json, "read", 0, 0, MOST_MESSAGES);
        require(delivered + read > 0, "it gives no mark");
        return new Operation.Acknowledge(origin, delivered, read);
    }

    private Shown shown(JsonNode json) {
        String sender = json.path("sender").stringValue("");
        return new Shown(
                text(json, "messageId"),
                number(json, "sequence", null, 1, MOST_MESSAGES),
                names.computeIfAbsent(sender, same -> same),
                json.path("gone").booleanValue(false));
    }

    /** Of what a client asks for. */
    private Origin asked(Place place, JsonNode json) {
        Outcome outcome =
                switch (text(json, "outcome")) {
                    case "ok" -> Outcome.OK;
                    case "refused" -> Outcome.REFUSED;
                    case "unknown" -> Outcome.UNKNOWN;
                    default -> throw new IllegalArgumentException("its outcome is none of ok, refused and unknown");
                };
        Long whenOpen = outcome == Outcome.UNKNOWN ? Operation.OPEN : null;
        return origin(place, json, time(json, "began", null), time(json, "ended", whenOpen), outcome);
    }

    /** Of what a client is told: it begins when it ends, if nothing else is said. */
    private Origin told(Place place, JsonNode json) {
        long ended = time(json, "ended", null);
        return origin(place, json, time(json, "began", ended), ended, Outcome.OK);
    }

    private Origin origin(Place place, JsonNode json, long began, long ended, Outcome outcome) {
        require(began <= ended, "it ended before it began");
        return new Origin(place, name(json, "client"), name(json, "user"), name(json, "chat"), began, ended, outcome);
    }

    /** What comes again and again is kept once. */
    private String name(JsonNode json, String member) {
        return names.computeIfAbsent(text(json, member), same -> same);
    }

    private static String text(JsonNode json, String member) {
        String text = json.path(member).stringValue("");
        require(!text.isEmpty(), "it has no text " + member);
        return text;
    }

    private static long time(JsonNode json, String member, @Nullable Long otherwise) {
        return number(json, member, otherwise, Long.MIN_VALUE, Operation.OPEN);
    }

    private static long number(JsonNode json, String member, @Nullable Long otherwise, long least, long most) {
        JsonNode value = json.path(member);
        if ((value.isMissingNode() || value.isNull()) && otherwise != null) {
            return otherwise;
        }
        require(value.isIntegralNumber() && value.canConvertToLong(), "its " + member + " is no number");
        long number = value.longValue();
        require(number >= least && number <= most, "its " + member + " is out of bounds");
        return number;
    }

    private static long number(JsonNode json, String member, int otherwise, long least, long most) {
        return number(json, member, Long.valueOf(otherwise), least, most);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
