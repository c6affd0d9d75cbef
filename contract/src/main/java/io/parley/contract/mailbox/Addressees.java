package io.parley.contract.mailbox;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupEvent;
import io.parley.contract.chat.ToAllMembers;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.List;

/**
 * Whose mailbox a durable event belongs to: the one rule by which the mailbox is filled, read from the log and pushed live, so that
 * the three never disagree. What concerns a group is told by whose {@link io.parley.contract.chat.Spell} it falls into.
 */
public sealed interface Addressees {

    /** Those whom the event must durably be brought to. */
    static Addressees of(ParleyEvent event) {
        if (event instanceof MessageSent sent && sent.audience() instanceof Audience.Pair pair) {
            return new Users(pair.members());
        }
        if (event instanceof DirectChatOpened opened) {
            return new Users(opened.audience().members());
        }
        if (event instanceof GroupEvent group) {
            return new Members(group.chatId());
        }
        if (event instanceof ToAllMembers all) {
            return all.audience() instanceof Audience.Pair pair ? new Users(pair.members()) : new Members(all.chatId());
        }
        if (event instanceof MailboxesFilled filled) {
            return new Lane(filled.chatId(), filled.lane(), filled.sequence());
        }
        return Nobody.NOBODY;
    }

    /** Nobody: no stream bears the event. A group's message is one of these, for it enters streams when its lanes are filled. */
    enum Nobody implements Addressees {
        /** The only one. */
        NOBODY
    }

    /**
     * These.
     *
     * @param users who
     */
    record Users(List<UserId> users) implements Addressees {}

    /**
     * The members of a group.
     *
     * @param chatId the group
     */
    record Members(ChatId chatId) implements Addressees {}

    /**
     * The members of a group's lane to whom a message is brought.
     *
     * @param chatId the group
     * @param lane the lane's number
     * @param sequence the message's number
     */
    record Lane(ChatId chatId, int lane, long sequence) implements Addressees {}
}
