package io.parley.faults;

import io.parley.contract.chat.ChatEvent;
import io.parley.contract.fanout.FanOutCommand;
import io.parley.contract.fanout.FanOutEvent;
import io.parley.contract.id.ChatId;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a command or event says of itself, as far as a fault can choose by it.
 *
 * @param chat the chat
 * @param lane the lane's number
 * @param sequence the message's number
 */
record Subject(
        @Nullable ChatId chat,
        @Nullable Integer lane,
        @Nullable Long sequence) {

    static Subject of(Object payload) {
        if (payload instanceof FanOutCommand command) {
            return new Subject(command.laneId().chatId(), command.laneId().lane(), command.sequence());
        }
        if (payload instanceof FanOutEvent event) {
            return new Subject(event.chatId(), event.lane(), event.sequence());
        }
        if (payload instanceof SendMessage command) {
            return new Subject(command.chatId(), null, null);
        }
        if (payload instanceof MessageSent event) {
            return new Subject(event.chatId(), null, event.sequence());
        }
        return new Subject(payload instanceof ChatEvent event ? event.chatId() : null, null, null);
    }

    /** As it is typed to choose it. */
    @Override
    public String toString() {
        return Stream.of(shown("chat", chat), shown("lane", lane), shown("sequence", sequence))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String shown(String name, @Nullable Object value) {
        return value == null ? "" : name + "=" + value;
    }
}
