package io.parley.contract.chat;

import io.parley.contract.id.UserId;
import java.util.List;

/** To whom something was addressed when it happened. Frozen in the event: later changes of membership do not change it. */
public sealed interface Audience {

    /** Everybody in it. */
    List<UserId> members();

    /**
     * The two sides of a direct chat.
     *
     * @param first one side
     * @param second the other
     */
    record Pair(UserId first, UserId second) implements Audience {

        /** Both sides. */
        @Override
        public List<UserId> members() {
            return List.of(first, second);
        }

        /** The side that is not the given one. */
        public UserId other(UserId one) {
            return one.equals(first) ? second : first;
        }
    }
}
