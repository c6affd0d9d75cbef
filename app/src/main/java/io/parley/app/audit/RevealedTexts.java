package io.parley.app.audit;

import io.parley.app.operator.OperatorsServer;
import io.parley.audit.capsule.CapsuleExport.Texts;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What messages said, asked of the running server chat by chat: each time is recorded, and has a chat's newest 1,000 messages. */
final class RevealedTexts implements Texts {

    private final OperatorsServer server;
    private final String reveal;

    /**
     * Asks there.
     *
     * @param reveal what is added to requests
     */
    RevealedTexts(OperatorsServer server, String reveal) {
        this.server = server;
        this.reveal = reveal;
    }

    /** The server has refused, and somebody was told. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public void write(Collection<String> chats, Instant since, long last, Consumer<String> line) throws IOException {
        int outcome = server.run((http, token) -> {
            for (String chat : chats) {
                String path = "/v1/operator/chats/%s/as-of?at=%d%s".formatted(chat, last, reveal);
                messages(chat, http.get(path, token).path("messages"), since, line);
            }
        });
        if (outcome != 0) {
            throw new Refused();
        }
    }

    private static void messages(String chat, JsonNode messages, Instant since, Consumer<String> line) {
        for (JsonNode message : messages) {
            if (!Instant.parse(message.path("sentAt").asString()).isBefore(since)) {
                ObjectNode json = JsonNodeFactory.instance.objectNode();
                json.put("chatId", chat);
                json.setAll((ObjectNode) message);
                line.accept(json.toString());
            }
        }
    }
}
