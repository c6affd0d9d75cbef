package io.parley.contract.chat;

import io.parley.contract.id.UserId;

/**
 * A user's membership of a group from joining to leaving. Who is removed and added again begins a new one, so that "still a member"
 * always means: this spell lasts. A spell decides what its member is brought.
 *
 * @param userId who
 * @param lane the lane of the fan-out in which the member is, from 0; it stays the same
 * @param version the version of the membership at which it began; no user has two with the same
 * @param afterSequence the chat's last sequence when it began: what comes after it is for the member
 * @param from the position at which it began
 * @param until the position at which it ended; {@link #LASTING} if it has not
 */
public record Spell(UserId userId, int lane, long version, long afterSequence, long from, long until) {

    /** The end of a spell that has none. */
    public static final long LASTING = Long.MAX_VALUE;

    /** Whether it has not ended. */
    public boolean lasts() {
        return until == LASTING;
    }

    /** Whether an event of the whole group at a position is for the member; that of joining and that of leaving are. */
    public boolean hears(long position) {
        return from <= position && position <= until;
    }

    /** Whether a message that was brought to the member's lane at a position is for the member. */
    public boolean isBrought(long sequence, long position) {
        return afterSequence < sequence && from < position && position < until;
    }

    /** The same, ended. */
    Spell endedAt(long position) {
        return new Spell(userId, lane, version, afterSequence, from, position);
    }
}
