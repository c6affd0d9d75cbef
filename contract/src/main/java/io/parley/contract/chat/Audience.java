package io.parley.contract.chat;

import io.parley.contract.id.UserId;
import java.util.List;

/** To whom something was addressed when it happened. Frozen in the event: later changes of membership do not change it. */
public sealed interface Audience {

    /**
     * The two sides of a direct chat.
     *
     * @param first one side
     * @param second the other
     */
    record Pair(UserId first, UserId second) implements Audience {

        /** Both sides. */
        public List<UserId> members() {
            return List.of(first, second);
        }

        /** The side that is not the given one. */
        public UserId other(UserId one) {
            return one.equals(first) ? second : first;
        }
    }

    /**
     * Who was in a group, named by a version of its membership and not one by one: those whose {@link Spell} lasted then.
     *
     * @param membershipVersion how often the membership had changed; 1 is the opening
     * @param lanes the group's lanes, by number from 0: of each, the sequence after which it begins, see {@link Spell#lane()}.
     *     Empty where nothing is fanned out
     */
    record Group(long membershipVersion, List<Long> lanes) implements Audience {

        /** The lanes are kept as they are now. */
        public Group {
            lanes = List.copyOf(lanes);
        }
    }
}
