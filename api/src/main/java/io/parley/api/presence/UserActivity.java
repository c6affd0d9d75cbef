package io.parley.api.presence;

import io.parley.api.session.Caller;

/**
 * Takes down that users did something themselves: those who say so, send a message or read one. What an app does by itself (opening the
 * stream, acknowledging delivery, fetching lists) is none.
 */
public final class UserActivity {

    private final PresenceBoard board;

    UserActivity(PresenceBoard board) {
        this.board = board;
    }

    /** The caller did something. Neither blocks nor throws, and costs next to nothing however often it is called. */
    public void by(Caller caller) {
        board.activeHere(caller.userId(), caller.deviceId());
    }
}
