package io.parley.load;

import java.util.List;

/**
 * A group.
 *
 * @param chatId the chat
 * @param tokens the access tokens of its members, the owner first
 * @param position where the log was when the group was open: where the members' streams begin
 */
record Group(String chatId, List<String> tokens, String position) {

    /** Hides the tokens. */
    @Override
    public String toString() {
        return "Group[" + chatId + ", " + tokens.size() + " members]";
    }
}
