package io.parley.audit.histories;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A history in the making: of clients who are called like their users, in the chat {@code c} if nothing else is said. */
final class Recorded implements HistoryFile {

    static final String HEADER = "{\"format\":\"parley-history-1\"}";

    private final String name;
    private final List<ObjectNode> records = new ArrayList<>();
    private String chat = "c";

    Recorded(String name) {
        this.name = name;
    }

    Recorded(String name, List<ObjectNode> records) {
        this.name = name;
        this.records.addAll(records);
    }

    Recorded in(String other) {
        chat = other;
        return this;
    }

    Recorded sent(String client, String messageId, long began, long ended, long sequence) {
        add("send", client, began, ended)
                .put("outcome", "ok")
                .put("messageId", messageId)
                .put("sequence", sequence);
        return this;
    }

    Recorded refused(String client, String messageId, long began, long ended) {
        add("send", client, began, ended).put("outcome", "refused").put("messageId", messageId);
        return this;
    }

    Recorded unknown(String client, String messageId, long began) {
        ObjectNode send = add("send", client, began, 0);
        send.put("outcome", "unknown").put("messageId", messageId).remove("ended");
        return this;
    }

    Recorded tookBack(String client, String messageId, long began, long ended) {
        add("retract", client, began, ended).put("outcome", "ok").put("messageId", messageId);
        return this;
    }

    Recorded left(String client, long began, long ended) {
        add("leave", client, began, ended).put("outcome", "ok");
        return this;
    }

    Recorded came(String client, String messageId, String sender, long sequence, long at) {
        add("receive", client, at, at)
                .put("messageId", messageId)
                .put("sender", sender)
                .put("sequence", sequence);
        return this;
    }

    /** Messages are said as {@code id=number}, and {@code id=number-} if only their place is shown. */
    Recorded read(String client, long began, long ended, String... messages) {
        ObjectNode read = add("read", client, began, ended).put("outcome", "ok");
        var shown = read.putArray("messages");
        for (String message : messages) {
            String[] parts = message.split("=", 2);
            boolean gone = parts[1].endsWith("-");
            shown.addObject()
                    .put("messageId", parts[0])
                    .put("sequence", Long.parseLong(parts[1].replace("-", "")))
                    .put("gone", gone);
        }
        return this;
    }

    Recorded readAtTheEnd(String client, long began, long ended, String... messages) {
        read(client, began, ended, messages);
        return with("final", true);
    }

    Recorded gave(String client, long delivered, long read, long began, long ended) {
        add("acknowledge", client, began, ended)
                .put("outcome", "ok")
                .put("delivered", delivered)
                .put("read", read);
        return this;
    }

    Recorded saw(String client, String of, long delivered, long read, long at) {
        add("receipt", client, at, at).put("of", of).put("delivered", delivered).put("read", read);
        return this;
    }

    Recorded listened(String client, long ended) {
        add("listen", client, 0, ended).put("after", 0);
        return this;
    }

    /** Says something else of the last record. */
    Recorded with(String member, Object value) {
        records.get(records.size() - 1).putPOJO(member, value);
        return this;
    }

    private ObjectNode add(String op, String client, long began, long ended) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("op", op).put("client", client).put("user", client).put("chat", chat);
        record.put("began", began).put("ended", ended);
        records.add(record);
        return record;
    }

    HistoryVerdict look() throws java.io.IOException {
        return HistoryCheck.of(List.of(this));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public BufferedReader open() {
        return new BufferedReader(new StringReader(toString()));
    }

    @Override
    public String toString() {
        return HEADER + "\n" + records.stream().map(ObjectNode::toString).collect(Collectors.joining("\n"));
    }
}
