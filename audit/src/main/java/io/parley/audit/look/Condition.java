package io.parley.audit.look;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.contract.audit.EventFilter;
import io.parley.infra.seal.EventRows;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A filter as a condition of SQL with its parameters. */
final class Condition {

    private static final String NAMES = "(position(? in payload) > 0 OR position(? in metadata) > 0)";

    private final List<String> parts = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    private Condition() {}

    /** Of the events of a filter after one position and up to another. */
    static Condition of(EventFilter filter, long after, long head) {
        Condition condition = new Condition();
        condition.add("position > ?", Math.max(after, filter.from() - 1));
        condition.add("position <= ?", Math.min(head, filter.to()));
        if (filter.type() != null) {
            condition.add("substring(type from '[^.$]*$') = ?", filter.type());
        }
        if (filter.since() != null) {
            condition.add("recorded_at >= ?", filter.since().atOffset(ZoneOffset.UTC));
        }
        if (filter.until() != null) {
            condition.add("recorded_at < ?", filter.until().atOffset(ZoneOffset.UTC));
        }
        if (filter.user() != null) {
            condition.names(filter.user());
        }
        if (filter.message() != null) {
            condition.names(filter.message());
        }
        return condition;
    }

    /** The events of a chat, before anything else is asked of them: few, and found by an index. */
    static Condition ofChat(UUID chat) {
        Condition condition = new Condition();
        String id = chat.toString();
        condition.add(EventRows.OF_CHAIN, id, id, id, id);
        return condition;
    }

    private void names(UUID id) {
        byte[] text = id.toString().getBytes(UTF_8);
        add(NAMES, text, text);
    }

    private void add(String part, Object... values) {
        parts.add(part);
        parameters.addAll(List.of(values));
    }

    String sql() {
        return String.join(" AND ", parts);
    }

    List<Object> parameters() {
        return parameters;
    }
}
