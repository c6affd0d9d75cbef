package io.parley.command.chat;

import io.parley.command.user.BlockRules;
import io.parley.command.user.Blocks;
import io.parley.contract.chat.Audience;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a chat of either kind, and what they may do with it as a whole.
 *
 * @param pair the two sides of a direct chat, who may both do everything
 * @param group the members of a group
 */
record Membership(Audience.@Nullable Pair pair, @Nullable GroupMembers group) {

    boolean has(UserId userId) {
        return pair == null
                ? requireGroup().find(userId) != null
                : pair.members().contains(userId);
    }

    /** Whether somebody who is in it may change how it is. */
    boolean manages(UserId member) {
        GroupMembers.Member found = pair == null ? requireGroup().find(member) : null;
        return found == null ? has(member) : found.manages();
    }

    /** Whether somebody who is in it may do away with it. */
    boolean owns(UserId member) {
        GroupMembers.Member found = pair == null ? requireGroup().find(member) : null;
        return found == null ? has(member) : found.owns();
    }

    void require(UserId userId) {
        if (!has(userId)) {
            throw new Rejection(ErrorCode.CHAT_NOT_FOUND, "There is no such chat.");
        }
    }

    /** Refuses who is blocked by the other side of a direct chat; in a group nobody is. */
    void requireNotBlocked(UserId sender, Blocks blocks) {
        if (pair != null) {
            BlockRules.requireNotBlocked(sender, pair.other(sender), blocks);
        }
    }

    /**
     * Refuses who may not do away with it. Who never might is told first that it is gone, if it is: there is nothing left that they
     * could be forbidden. Who might is not refused: they may ask again whether it is done.
     */
    void requireOwner(UserId userId, boolean gone) {
        require(userId);
        if (!owns(userId)) {
            refuseIfGone(gone);
            throw new Rejection(ErrorCode.FORBIDDEN, "Only the owner may do this.");
        }
    }

    static void refuseIfGone(boolean gone) {
        if (gone) {
            throw new Rejection(ErrorCode.CHAT_GONE, "The chat is gone.");
        }
    }

    Audience audience() {
        return pair == null ? requireGroup().audience() : pair;
    }

    GroupMembers requireGroup() {
        if (group == null) {
            throw new Rejection(ErrorCode.NOT_A_GROUP, "This is a direct chat, not a group.");
        }
        return group;
    }
}
