package io.parley.infra.wiring;

import io.parley.command.fanout.FanOutSaga;
import io.parley.command.fanout.Lanes;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.saga.Batch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives the messages of a batch to their lanes before the saga hears of them one by one, so that they are committed together. A group
 * of which a lane waits is left to its saga, which knows that lane: trying it with each message would make nothing of its back-off.
 */
final class FanOutAhead implements Batch {

    private final Lanes lanes;
    private final JdbcClient jdbc;
    private final String sagaType;

    FanOutAhead(Lanes lanes, JdbcClient jdbc, String sagaType) {
        this.lanes = lanes;
        this.jdbc = jdbc;
        this.sagaType = sagaType;
    }

    @Override
    public void begins(List<EventMessage<?>> events) {
        if (events.size() < 2) {
            return;
        }
        Set<String> waiting = waiting(events);
        for (EventMessage<?> event : events) {
            MessageSent message = (MessageSent) event.getPayload();
            if (!waiting.contains(message.chatId().toString())) {
                lanes.giveAhead(message, position(event));
            }
        }
    }

    private Set<String> waiting(List<EventMessage<?>> events) {
        String[] chats = events.stream()
                .map(event -> ((MessageSent) event.getPayload()).chatId().toString())
                .distinct()
                .toArray(String[]::new);
        return new HashSet<>(jdbc.sql("""
                        SELECT association_value FROM work.association_value_entry
                        WHERE association_key = ? AND association_value = ANY (?) AND saga_type = ?""")
                .param(FanOutSaga.CHAT)
                .param(chats)
                .param(sagaType)
                .query(String.class)
                .list());
    }

    private static long position(EventMessage<?> event) {
        return ((TrackedEventMessage<?>) event).trackingToken().position().orElseThrow();
    }
}
