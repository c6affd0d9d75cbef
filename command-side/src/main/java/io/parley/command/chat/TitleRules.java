package io.parley.command.chat;

import io.parley.command.user.NameRules;
import io.parley.contract.Confidential;
import io.parley.contract.chat.GroupLimits;

/** What a group's title must be like. The edge checks as well; here it holds whoever sends the command. */
final class TitleRules {

    private TitleRules() {}

    static void require(Confidential title) {
        NameRules.requireText("title", title, GroupLimits.TITLE);
    }
}
