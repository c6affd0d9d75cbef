package io.parley.command.receipt;

import io.parley.contract.chat.Audience;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads from the log what {@link ChatIndex} needs to know of chats. Blocking. */
public interface ChatFacts {

    /**
     * What the log says of these chats, with everything in it that was committed before the call.
     *
     * @return an entry for each chat that exists
     * @throws io.parley.contract.error.Rejection {@code unavailable} if the store cannot be reached
     */
    Map<ChatId, Facts> load(Set<ChatId> chatIds);

    /**
     * What has to be known of a chat.
     *
     * @param members who is in it
     * @param lastSequence the sequence of its newest message; 0 if it has none
     */
    record Facts(Members members, long lastSequence) {

        /** Of a direct chat. */
        public static Facts of(Audience.Pair pair, long lastSequence) {
            return new Facts(new Members(0, Set.of(pair.first(), pair.second()), pair), lastSequence);
        }

        /** Of a chat that is gone: nobody is in it, whatever else is heard of it later. */
        public Facts gone() {
            return new Facts(new Members(Long.MAX_VALUE, Set.of(), members.audience), lastSequence);
        }

        /** What is true once both were. */
        Facts later(Facts other) {
            return new Facts(
                    other.members.version > members.version ? other.members : members,
                    Math.max(lastSequence, other.lastSequence));
        }

        Facts reaching(long sequence) {
            return sequence > lastSequence ? new Facts(members, sequence) : this;
        }

        Facts with(long version, UserId added) {
            return version > members.version ? new Facts(members.with(version, added), lastSequence) : this;
        }

        Facts without(long version, UserId removed) {
            return version > members.version ? new Facts(members.without(version, removed), lastSequence) : this;
        }
    }

    /**
     * Who is in a chat.
     *
     * @param version how often that had changed; 0 in a direct chat, where it never does
     * @param users those who are in it
     * @param audience the same, as an event names them
     */
    record Members(long version, Set<UserId> users, Audience audience) {

        /** Of a group. */
        public static Members ofGroup(long version, Set<UserId> users) {
            return new Members(version, Set.copyOf(users), new Audience.Group(version, List.of()));
        }

        private Members with(long newVersion, UserId added) {
            Set<UserId> more = new HashSet<>(users);
            more.add(added);
            return ofGroup(newVersion, more);
        }

        private Members without(long newVersion, UserId removed) {
            Set<UserId> fewer = new HashSet<>(users);
            fewer.remove(removed);
            return ofGroup(newVersion, fewer);
        }
    }
}
