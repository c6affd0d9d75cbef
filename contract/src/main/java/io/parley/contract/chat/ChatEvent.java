package io.parley.contract.chat;

import io.parley.contract.ParleyEvent;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.OperatorId;
import io.parley.contract.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a chat as such. */
public sealed interface ChatEvent extends ParleyEvent {

    /** The chat. */
    ChatId chatId();

    /** What concerns a group and all its members. */
    sealed interface GroupEvent extends ChatEvent {}

    /** What changes who is in a group. Each gives the membership a new version. */
    sealed interface MembershipEvent extends GroupEvent {

        /** The version of the membership from this event on: 1, 2, 3, with no gap. */
        long membershipVersion();
    }

    /**
     * A direct chat was opened.
     *
     * @param chatId the chat
     * @param opener who opened it
     * @param peer the other side
     * @param openedAt when, to the millisecond
     * @param messageTtl how long a message lives from its sending; null for ever
     * @param expiresAt when the whole chat goes; null for never
     */
    @Revision("1")
    record DirectChatOpened(
            ChatId chatId,
            UserId opener,
            UserId peer,
            Instant openedAt,
            @Nullable Duration messageTtl,
            @Nullable Instant expiresAt)
            implements ChatEvent {

        /** Both sides. */
        public Audience.Pair audience() {
            return new Audience.Pair(opener, peer);
        }
    }

    /**
     * A group was opened.
     *
     * @param chatId the chat
     * @param opener who opened it, and owns it
     * @param title what it is called
     * @param members who is in it, the opener first
     * @param openedAt when, to the millisecond
     * @param messageTtl how long a message lives from its sending; null for ever
     * @param expiresAt when the whole chat goes; null for never
     */
    @Revision("1")
    record GroupOpened(
            ChatId chatId,
            UserId opener,
            Ciphertext title,
            List<Seat> members,
            Instant openedAt,
            @Nullable Duration messageTtl,
            @Nullable Instant expiresAt)
            implements MembershipEvent {

        /** The members are kept as they are now. */
        public GroupOpened {
            members = List.copyOf(members);
        }

        @Override
        public long membershipVersion() {
            return 1;
        }

        /** The spell that began for a member. */
        public Spell spellOf(Seat seat, long position) {
            return new Spell(seat.userId(), seat.lane(), membershipVersion(), 0, position, Spell.LASTING);
        }
    }

    /**
     * A member's place in a group as it was opened.
     *
     * @param userId who
     * @param role what they may do
     * @param lane see {@link Spell#lane()}
     */
    record Seat(UserId userId, MemberRole role, int lane) {}

    /**
     * A group was given another title.
     *
     * @param chatId the chat
     * @param title what it is called now
     * @param changedBy who did it
     * @param changedAt when, to the millisecond
     */
    @Revision("1")
    record TitleChanged(ChatId chatId, Ciphertext title, UserId changedBy, Instant changedAt) implements GroupEvent {}

    /**
     * Somebody became a member of a group.
     *
     * @param chatId the chat
     * @param userId who
     * @param role what they may do
     * @param lane see {@link Spell#lane()}
     * @param membershipVersion see {@link MembershipEvent#membershipVersion()}; it names the spell that began
     * @param afterSequence the chat's last sequence: what comes after it is for the new member
     * @param addedBy who did it
     * @param addedAt when, to the millisecond
     */
    @Revision("1")
    record MemberAdded(
            ChatId chatId,
            UserId userId,
            MemberRole role,
            int lane,
            long membershipVersion,
            long afterSequence,
            UserId addedBy,
            Instant addedAt)
            implements MembershipEvent {

        /** The spell that began. */
        public Spell spell(long position) {
            return new Spell(userId, lane, membershipVersion, afterSequence, position, Spell.LASTING);
        }
    }

    /**
     * Somebody is no longer a member of a group.
     *
     * @param chatId the chat
     * @param userId who
     * @param spell the version of the membership at which the spell began that now ended
     * @param membershipVersion see {@link MembershipEvent#membershipVersion()}
     * @param lastSequence the chat's last sequence: what comes after it was never for the member
     * @param removedBy who did it; the member, who then left
     * @param removedAt when, to the millisecond
     */
    @Revision("1")
    record MemberRemoved(
            ChatId chatId,
            UserId userId,
            long spell,
            long membershipVersion,
            long lastSequence,
            UserId removedBy,
            Instant removedAt)
            implements MembershipEvent {}

    /**
     * A member of a group may do other things than before. The ownership is passed on by two of these, or by one after the owner
     * has left.
     *
     * @param chatId the chat
     * @param userId who
     * @param spell the version of the membership at which the member's spell began
     * @param role what they may do now
     * @param changedBy who did it
     * @param changedAt when, to the millisecond
     */
    @Revision("1")
    record RoleChanged(ChatId chatId, UserId userId, long spell, MemberRole role, UserId changedBy, Instant changedAt)
            implements GroupEvent {}

    /**
     * How long a chat and its messages live was changed. What was sent before keeps its end.
     *
     * @param chatId the chat
     * @param audience who is in it
     * @param messageTtl how long a message lives from its sending; null for ever
     * @param expiresAt when the whole chat goes; null for never
     * @param changedBy who did it
     * @param changedAt when, to the millisecond
     */
    @Revision("1")
    record RetentionChanged(
            ChatId chatId,
            Audience audience,
            @Nullable Duration messageTtl,
            @Nullable Instant expiresAt,
            UserId changedBy,
            Instant changedAt)
            implements ChatEvent, ToAllMembers {}

    /**
     * A chat is under a legal hold: nothing in it is destroyed until it is released.
     *
     * @param chatId the chat
     * @param audience who is in it
     * @param heldBy the operator who did it
     * @param heldAt when, to the millisecond
     */
    @Revision("1")
    record ChatHeld(ChatId chatId, Audience audience, OperatorId heldBy, Instant heldAt)
            implements ChatEvent, ToAllMembers {}

    /**
     * A chat is no longer under a legal hold.
     *
     * @param chatId the chat
     * @param audience who is in it
     * @param releasedBy the operator who did it
     * @param releasedAt when, to the millisecond
     */
    @Revision("1")
    record ChatReleased(ChatId chatId, Audience audience, OperatorId releasedBy, Instant releasedAt)
            implements ChatEvent, ToAllMembers {}

    /** A chat is gone, with all that was said in it. Nothing happens in it any more. */
    sealed interface ChatGone extends ChatEvent, ToAllMembers {

        /** The sequence of its last message. */
        long lastSequence();

        /** The keys that were destroyed, under which the keys of all its messages and titles lay. */
        List<KeyId> keys();

        /** When, to the millisecond. */
        Instant goneAt();
    }

    /**
     * A chat went since somebody wanted it.
     *
     * @param chatId the chat
     * @param audience who was in it
     * @param lastSequence see {@link ChatGone#lastSequence()}
     * @param keys see {@link ChatGone#keys()}
     * @param purgedBy who did it
     * @param goneAt when, to the millisecond
     */
    @Revision("1")
    record ChatPurged(
            ChatId chatId, Audience audience, long lastSequence, List<KeyId> keys, UserId purgedBy, Instant goneAt)
            implements ChatGone {

        /** The keys are kept as they are now. */
        public ChatPurged {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A chat went since its time had come.
     *
     * @param chatId the chat
     * @param audience who was in it
     * @param lastSequence see {@link ChatGone#lastSequence()}
     * @param keys see {@link ChatGone#keys()}
     * @param expiresAt its time
     * @param goneAt when it really went, to the millisecond
     */
    @Revision("1")
    record ChatExpired(
            ChatId chatId, Audience audience, long lastSequence, List<KeyId> keys, Instant expiresAt, Instant goneAt)
            implements ChatGone {

        /** The keys are kept as they are now. */
        public ChatExpired {
            keys = List.copyOf(keys);
        }
    }
}
