package io.parley.api.chat;

import io.parley.api.problem.Fields;
import io.parley.api.problem.Texts;
import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatCommand;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.ChatCommand.OpenGroup;
import io.parley.contract.chat.GroupLimits;
import io.parley.contract.chat.Retention;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/chats}, in either of its forms.
 *
 * @param kind the kind of chat
 * @param with the other side of a direct chat
 * @param title what a group is to be called
 * @param members who else is to be in a group
 * @param messageTtl how long messages live
 * @param expiresAt when the whole chat goes
 */
record OpenChatRequest(
        @Nullable String kind,
        @Nullable String with,
        @Nullable String title,
        @Nullable List<@Nullable String> members,
        @Nullable String messageTtl,
        @Nullable String expiresAt) {

    /** The most others that a group can be opened with: its opener is one of its members. */
    static final int MOST_OTHERS = GroupLimits.MEMBERS - 1;

    private static final String DIRECT = "direct";
    private static final String GROUP = "group";

    /**
     * What it asks for.
     *
     * @param chatId the identifier that a new chat will have
     */
    ChatCommand command(ChatId chatId, UserId opener, Instant now) {
        Fields fields = new Fields();
        String givenKind = fields.required("kind", kind, "");
        fields.check(givenKind.equals(DIRECT) || givenKind.equals(GROUP), "kind", "must be direct or group");
        Retention retention = RetentionTexts.read(fields, messageTtl, expiresAt, now);
        if (givenKind.equals(DIRECT)) {
            return direct(fields, chatId, opener, retention);
        }
        if (givenKind.equals(GROUP)) {
            return group(fields, chatId, opener, retention);
        }
        fields.throwIfAny();
        throw new IllegalStateException("a kind that is none was taken");
    }

    private OpenDirectChat direct(Fields fields, ChatId chatId, UserId opener, Retention retention) {
        String peer = fields.required("with", with, "");
        fields.check(title == null, "title", "is for groups only");
        fields.check(members == null, "members", "is for groups only");
        fields.throwIfAny();
        return new OpenDirectChat(chatId, opener, ChatPaths.userId(peer), retention);
    }

    private OpenGroup group(Fields fields, ChatId chatId, UserId opener, Retention retention) {
        String checkedTitle = Texts.title(fields, "title", title);
        List<String> others = others(fields);
        fields.check(with == null, "with", "is for direct chats only");
        fields.throwIfAny();
        return new OpenGroup(
                chatId,
                opener,
                new Confidential(checkedTitle),
                others.stream().map(ChatPaths::userId).toList(),
                retention);
    }

    private List<String> others(Fields fields) {
        List<@Nullable String> given = fields.required("members", members, List.of());
        if (given.size() > MOST_OTHERS) {
            fields.reject("members", "must have at most " + MOST_OTHERS + " entries");
            return List.of();
        }
        List<String> others = new ArrayList<>(given.size());
        for (int index = 0; index < given.size(); index++) {
            others.add(fields.required("members[" + index + "]", given.get(index), ""));
        }
        return others;
    }

    /** Hides the title. */
    @Override
    public String toString() {
        return "OpenChatRequest[" + kind + "]";
    }
}
