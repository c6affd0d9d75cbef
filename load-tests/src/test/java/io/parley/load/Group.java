package io.parley.load;

import java.util.List;

/**
 * A group.
 *
 * @param chatId the chat
 * @param members its members, the owner first
 * @param position where the log was when the group was open: where the members' streams begin
 */
record Group(String chatId, List<Account> members, String position) {

    /** Only how many they are. */
    @Override
    public String toString() {
        return "Group[" + chatId + ", " + members.size() + " members]";
    }
}
