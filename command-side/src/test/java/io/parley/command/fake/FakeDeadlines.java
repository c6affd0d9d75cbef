package io.parley.command.fake;

import io.parley.command.chat.ExpiryDeadlines;
import io.parley.contract.id.ChatId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Deadlines that never come due; remembers which were armed. */
public final class FakeDeadlines implements ExpiryDeadlines {

    private final List<Instant> armed = new ArrayList<>();

    @Override
    public void arm(ChatId chatId, Instant at) {
        armed.add(at);
    }

    /** Those that were armed, in order. */
    public List<Instant> armed() {
        return armed;
    }
}
