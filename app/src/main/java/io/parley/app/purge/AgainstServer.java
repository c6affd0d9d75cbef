package io.parley.app.purge;

import io.parley.app.client.Http;
import io.parley.app.terminal.Report;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** Tries to get from a running server what a certificate says is gone, with the token of somebody who might have it. */
final class AgainstServer {

    private static final int MOST_PAGES = 1_000;
    private static final int MOST_MESSAGES = 100;
    private static final String PAGE = "?limit=100";

    private final Http http;
    private final String token;
    private final Report report;
    private final Duration quiet;
    private final Duration most;

    /**
     * A look.
     *
     * @param token the bearer token of a member of the chat
     * @param quiet after how long without an event a stream has brought all that is past
     * @param most how long a stream is read at most
     */
    AgainstServer(Http http, String token, Report report, Duration quiet, Duration most) {
        this.http = http;
        this.token = token;
        this.report = report;
        this.quiet = quiet;
        this.most = most;
    }

    void look(Certificate certificate) {
        if (certificate.isErasure()) {
            boolean found =
                    http.find("/v1/users/" + certificate.subject(), token).isPresent();
            report.look(found, "account " + certificate.subject(), "the server still shows it");
            return;
        }
        history(certificate);
        if (!certificate.kind().equals("retraction")) {
            receipts(certificate);
        }
        inbox(certificate);
        stream(certificate);
    }

    /** A message that was taken back may be there, without anything that it said. */
    private void history(Certificate certificate) {
        long found = 0;
        long pages = 0;
        for (long[] range : certificate.ranges()) {
            long after = range[0] - 1;
            while (after < range[1] && pages < MOST_PAGES) {
                Optional<JsonNode> page =
                        http.find("/v1/chats/" + certificate.subject() + "/messages" + PAGE + "&after=" + after, token);
                pages++;
                JsonNode items = page.map(json -> json.path("items")).orElse(null);
                if (items == null || items.isEmpty()) {
                    break;
                }
                for (JsonNode item : items) {
                    after = Math.max(after, item.path("sequence").longValue(0));
                    found += isToBeRead(certificate, item) ? 1 : 0;
                }
            }
        }
        report.look(found > 0, "history, %d pages".formatted(pages), found + " of the messages are there");
        if (pages == MOST_PAGES) {
            report.note("history: only the first %d pages were looked at".formatted(MOST_PAGES));
        }
    }

    private static boolean isToBeRead(Certificate certificate, JsonNode message) {
        boolean tombstone = certificate.kind().equals("retraction")
                && message.path("retracted").booleanValue(false)
                && message.path("text").isMissingNode()
                && message.path("media").isMissingNode();
        return !tombstone
                && certificate.has(
                        message.path("messageId").stringValue(""),
                        message.path("sequence").longValue(0));
    }

    private void receipts(Certificate certificate) {
        long looked = 0;
        long found = 0;
        for (String message : certificate.messageIds()) {
            if (looked == MOST_MESSAGES) {
                break;
            }
            String path = "/v1/chats/%s/messages/%s/receipts".formatted(certificate.subject(), message);
            found += http.find(path, token).isPresent() ? 1 : 0;
            looked++;
        }
        report.look(found > 0, "receipts of %d messages".formatted(looked), found + " are there");
    }

    private void inbox(Certificate certificate) {
        boolean found = false;
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = http.get("/v1/chats" + PAGE + cursor, token);
            for (JsonNode chat : page.path("items")) {
                boolean here = chat.path("chatId").stringValue("").equals(certificate.subject());
                found |= here && isToBeRead(certificate, chat.path("lastMessage"));
            }
            String next = page.path("next").stringValue(null);
            cursor = next == null ? "" : "&cursor=" + next;
            pages++;
        } while (!cursor.isEmpty() && pages < MOST_PAGES);
        report.look(found, "inbox, %d pages".formatted(pages), "it shows one of the messages");
    }

    private void stream(Certificate certificate) {
        AtomicLong found = new AtomicLong();
        long events = new PastEvents(quiet, most).read(http.stream("/v1/events", token, "0"), data -> {
            JsonNode message = http.parse(data);
            boolean here = message.path("chatId").stringValue("").equals(certificate.subject());
            if (here && isToBeRead(certificate, message)) {
                found.incrementAndGet();
            }
        });
        report.look(
                found.get() > 0,
                "stream from the beginning, %d events".formatted(events),
                found + " of the messages were brought");
    }
}
