package io.parley.contract.chat;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.OperatorId;
import io.parley.contract.id.UserId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Commands to a chat as such. */
public sealed interface ChatCommand extends ParleyCommand {

    /**
     * Opens the direct chat of a pair, or finds the living one that the pair already has: a pair has at most one, however
     * both sides open it at once. Answer: {@link OpenedChat}. Refused: {@code chat_with_oneself}, {@code user_not_found}.
     *
     * @param chatId the identifier that a new chat will have
     * @param opener who opens it
     * @param peer the other side
     * @param retention how long it and its messages live; a living chat keeps its own
     */
    record OpenDirectChat(@TargetAggregateIdentifier ChatId chatId, UserId opener, UserId peer, Retention retention)
            implements ChatCommand {

        /** Opens one that lives for ever. */
        public OpenDirectChat(ChatId chatId, UserId opener, UserId peer) {
            this(chatId, opener, peer, Retention.FOR_EVER);
        }
    }

    /**
     * Opens a group, which its opener owns. Answer: {@link OpenedChat}. Refused: {@code user_not_found} if any of the members is
     * not a user, {@code invalid_request} for a title or a number of members that cannot be.
     *
     * @param chatId the identifier that it will have
     * @param opener who opens it
     * @param title what it is called
     * @param members who else is in it; named twice is named once
     * @param retention how long it and its messages live
     */
    record OpenGroup(
            @TargetAggregateIdentifier ChatId chatId,
            UserId opener,
            Confidential title,
            List<UserId> members,
            Retention retention)
            implements ChatCommand {

        /** The members are kept as they are now. */
        public OpenGroup {
            members = List.copyOf(members);
        }

        /** Opens one that lives for ever. */
        public OpenGroup(ChatId chatId, UserId opener, Confidential title, List<UserId> members) {
            this(chatId, opener, title, members, Retention.FOR_EVER);
        }
    }

    /**
     * Gives a group another title. Refused: {@code chat_not_found} to who is not in it, {@code forbidden} to plain members, {@code
     * not_a_group}, {@code invalid_request}.
     *
     * @param chatId the chat
     * @param actor who wants it
     * @param title what it is to be called
     */
    record ChangeTitle(@TargetAggregateIdentifier ChatId chatId, UserId actor, Confidential title)
            implements ChatCommand {}

    /**
     * Adds somebody to a group, or gives a member another role; done already is done. Who makes somebody the owner becomes an admin.
     * Answer: {@link PutMember}. Refused: {@code chat_not_found} to who is not in it, {@code forbidden} to plain members, and to
     * all but the owner what concerns the owner, {@code user_not_found}, {@code group_full}, {@code not_a_group}.
     *
     * @param chatId the chat
     * @param actor who wants it
     * @param userId who is to be in it
     * @param role what they may do; null for a plain member if they are new, and for no change if not
     */
    record AddMember(
            @TargetAggregateIdentifier ChatId chatId,
            UserId actor,
            UserId userId,
            @Nullable MemberRole role) implements ChatCommand {}

    /**
     * Removes somebody from a group, or leaves it. When the owner leaves, the longest-serving admin becomes owner, or else the
     * longest-serving member. Refused: {@code chat_not_found} to who is not in it, {@code member_not_found}, {@code forbidden} to
     * plain members who would remove others, and to all who would remove the owner, {@code not_a_group}.
     *
     * @param chatId the chat
     * @param actor who wants it
     * @param userId who is to be no longer in it
     */
    record RemoveMember(@TargetAggregateIdentifier ChatId chatId, UserId actor, UserId userId) implements ChatCommand {}

    /**
     * Changes how long a chat and its messages live; what is not named stays. A new {@code messageTtl} holds for what is sent from then
     * on. Refused: {@code chat_not_found} to who is not in it, {@code forbidden} to plain members of a group, {@code invalid_request}
     * for what is out of bounds, {@code ttl_changed_too_often} if messages with many different ends wait already, {@code chat_gone}.
     *
     * @param chatId the chat
     * @param actor who wants it
     * @param retention what it is to be; of it counts only what is named
     * @param ttlNamed whether {@code messageTtl} is to change
     * @param expiryNamed whether {@code expiresAt} is to change
     */
    record ChangeRetention(
            @TargetAggregateIdentifier ChatId chatId,
            UserId actor,
            Retention retention,
            boolean ttlNamed,
            boolean expiryNamed)
            implements ChatCommand {}

    /**
     * Changes a group's title and how long it and its messages live, or, if either is refused, neither. Refused: as each of the two.
     *
     * @param chatId the chat of both
     * @param title the one
     * @param retention the other
     */
    record ChangeChat(@TargetAggregateIdentifier ChatId chatId, ChangeTitle title, ChangeRetention retention)
            implements ChatCommand {

        /** Checks that both are wishes of the same person for the same chat. */
        public ChangeChat {
            if (!title.chatId().equals(chatId)
                    || !retention.chatId().equals(chatId)
                    || !title.actor().equals(retention.actor())) {
                throw new IllegalArgumentException("both must be of one chat and one actor");
            }
        }
    }

    /**
     * Lets a whole chat go, with all that was ever said in it: its keys are destroyed. Done already is done. If nobody wants it and its
     * time has not come, nothing happens. No answer. Refused: {@code chat_not_found} to who is not in it, {@code forbidden} to all but
     * the owner of a group, or {@code chat_gone} if it is gone; {@code chat_held}.
     *
     * @param chatId the chat
     * @param actor who wants it; null if its time has come
     */
    record PurgeChat(
            @TargetAggregateIdentifier ChatId chatId,
            @Nullable UserId actor) implements ChatCommand {}

    /**
     * Puts a chat under a legal hold: from then on nothing in it is destroyed, by whomever or by its time, until it is released. An
     * operator's command. Done already is done. No answer. Refused: {@code chat_not_found}, {@code chat_gone}.
     *
     * @param chatId the chat
     * @param operator who wants it
     */
    record HoldChat(@TargetAggregateIdentifier ChatId chatId, OperatorId operator) implements ChatCommand {}

    /**
     * Ends a legal hold: what has had its time meanwhile goes at once. An operator's command. Done already is done. No answer. Refused:
     * {@code chat_not_found}, {@code chat_gone}.
     *
     * @param chatId the chat
     * @param operator who wants it
     */
    record ReleaseChat(@TargetAggregateIdentifier ChatId chatId, OperatorId operator) implements ChatCommand {}
}
