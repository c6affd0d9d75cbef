package io.parley.contract.presence;

import io.parley.contract.ParleyQuery;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.util.List;

/** Questions about presence. Who is online is not known to the read side: only who may see it, and when somebody was last seen. */
public sealed interface PresenceQuery<A> extends ParleyQuery<A> {

    /**
     * What a viewer may see of these users. One user sees another if each lets the other see, by their settings and the chats that they
     * share, and the other has not blocked the one. Never refused because of who is asked about.
     *
     * @param viewer who asks
     * @param userIds whom about; may be nobody's
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindPresence(UserId viewer, List<UserId> userIds, long atLeast) implements PresenceQuery<PresenceFound> {

        /** The list is kept as it is now. */
        public FindPresence {
            userIds = List.copyOf(userIds);
        }

        @Override
        public Class<PresenceFound> answerType() {
            return PresenceFound.class;
        }
    }

    /**
     * Which contacts may see these users.
     *
     * @param userIds the users
     * @param limit how many contacts at most, of all of them together
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindPresenceAudiences(List<UserId> userIds, int limit, long atLeast)
            implements PresenceQuery<PresenceAudiences> {

        /** The list is kept as it is now. */
        public FindPresenceAudiences {
            userIds = List.copyOf(userIds);
        }

        @Override
        public Class<PresenceAudiences> answerType() {
            return PresenceAudiences.class;
        }
    }

    /**
     * Who hears that a member of a chat types: the others in it, but for those who have blocked the member. Refused
     * {@code chat_not_found}, {@code chat_gone}.
     *
     * @param chatId the chat
     * @param typist who types
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindTypingAudience(ChatId chatId, UserId typist, long atLeast) implements PresenceQuery<TypingAudience> {
        @Override
        public Class<TypingAudience> answerType() {
            return TypingAudience.class;
        }
    }
}
