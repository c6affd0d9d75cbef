package io.parley.audit.histories;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether numbers go with time: what is begun to be sent after something else was known to be taken comes after it. */
final class SendOrder {

    private final Findings findings;

    SendOrder(Findings findings) {
        this.findings = findings;
    }

    void look(Chat chat) {
        List<Message> downwards = new ArrayList<>(chat.messages);
        downwards.removeIf(message -> message.sequence == 0);
        downwards.sort(
                Comparator.comparingLong((Message message) -> message.sequence).reversed());
        look(Check.REAL_TIME_ORDER, downwards);
        Map<String, List<Message>> byClient = new HashMap<>();
        downwards.forEach(message -> byClient.computeIfAbsent(message.client, any -> new ArrayList<>())
                .add(message));
        byClient.values().forEach(own -> look(Check.SESSION_ORDER, own));
    }

    private void look(Check check, List<Message> downwards) {
        Message first = null;
        for (Message message : downwards) {
            if (first != null) {
                findings.looked(check);
                compare(check, message, first);
            }
            first = earlier(first, message);
        }
    }

    private static Message earlier(@Nullable Message one, Message other) {
        return one == null || other.known < one.known ? other : one;
    }

    private void compare(Check check, Message lower, Message higher) {
        if (higher.known < lower.began) {
            findings.add(
                    check,
                    List.of(higher.knownAt, lower.place),
                    "number %d (message %s) was taken before number %d (message %s) was begun to be sent",
                    higher.sequence,
                    higher.id,
                    lower.sequence,
                    lower.id);
        }
    }
}
