package io.parley.contract.mailbox;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.List;

/**
 * Whose mailbox a durable event belongs to: the one rule by which the mailbox is filled, read from the log and pushed live,
 * so that the three never disagree.
 */
public final class Addressees {

    private Addressees() {}

    /** Those whom the event must durably be brought to; empty for events that no stream bears. */
    public static List<UserId> of(ParleyEvent event) {
        if (event instanceof MessageSent sent) {
            return sent.audience().members();
        }
        if (event instanceof DirectChatOpened opened) {
            return opened.audience().members();
        }
        return List.of();
    }
}
