package io.parley.faults;

import io.parley.contract.id.ChatId;
import io.parley.faults.Fault.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.convert.DurationStyle;

/** Reads faults as they are typed, see the package. */
final class FaultText {

    /** How many faults there may be at once. */
    static final int MOST = 100;

    private FaultText() {}

    /**
     * Reads any number of faults.
     *
     * @throws IllegalArgumentException with one sentence, if one makes no sense
     */
    static List<Fault> parse(String text) {
        List<Fault> faults = Arrays.stream(text.split("[;\n]"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(FaultText::one)
                .toList();
        Fault.require(faults.size() <= MOST, "there may be %d faults at once".formatted(MOST));
        return faults;
    }

    private static Fault one(String line) {
        String[] words = line.split("\\s+");
        try {
            Fault.require(words.length > 1, "a kind and a point are needed, such as fail command:FillMailboxes");
            Fault fault = Fault.of(kind(words[0]), words[1]);
            for (int i = 2; i < words.length; i++) {
                fault = with(fault, words[i]);
            }
            return fault;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("in \"%s\", %s".formatted(line, e.getMessage()), e);
        }
    }

    private static Kind kind(String word) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the kind must be fail, stall, drop, step or kill"));
    }

    private static Fault with(Fault fault, String word) {
        int equals = word.indexOf('=');
        Fault.require(equals > 0, "\"%s\" is not like times=3".formatted(word));
        String name = word.substring(0, equals);
        String value = word.substring(equals + 1);
        return switch (name) {
            case "chat" -> fault.chat(chat(value));
            case "lane" -> fault.lane(number(name, value));
            case "sequence" -> fault.sequence(number(name, value));
            case "every" -> fault.every(number(name, value));
            case "times" -> fault.times(number(name, value));
            case "each" -> fault.each(number(name, value));
            case "for" -> lasting(fault, value);
            case "by" -> stepping(fault, value);
            default ->
                throw new IllegalArgumentException(
                        "there is no %s, only chat, lane, sequence, every, times, each, for and by".formatted(name));
        };
    }

    private static Fault lasting(Fault fault, String value) {
        Fault.require(fault.kind() == Kind.STALL, "only a stall lasts for some time");
        return fault.lasting(duration("for", value));
    }

    private static Fault stepping(Fault fault, String value) {
        Fault.require(fault.kind() == Kind.STEP, "only a step is by some time");
        return fault.lasting(duration("by", value));
    }

    private static Duration duration(String name, String value) {
        try {
            return DurationStyle.detectAndParse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s must be a duration such as 10s".formatted(name), e);
        }
    }

    private static ChatId chat(String value) {
        try {
            return ChatId.valueOf(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("chat must be a chat's id", e);
        }
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s must be a whole number".formatted(name), e);
        }
    }
}
