package io.parley.api.receipt;

import io.parley.api.dispatch.QueryNumbers;
import io.parley.api.problem.Fields;
import io.parley.contract.id.ChatId;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/receipts}.
 *
 * @param receipts the marks that are wished for
 */
@Schema(name = "Marks", description = "Marks to be set.")
record MarksRequest(
        @ArraySchema(
                arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED),
                minItems = 1,
                maxItems = MarksRequest.MOST_ENTRIES)
        @Nullable
        List<@Nullable Entry> receipts) {

    /** The name of an entry's schema. */
    static final String ENTRY = "Mark";

    /** The most entries of a request. */
    static final int MOST_ENTRIES = 1_000;

    /** Nobody's chat: stands for what is no identifier at all, so that it is refused where unknown chats are. */
    private static final ChatId NOBODYS = new ChatId(new UUID(0, 0));

    /** The entries, once they are known to be well-formed. */
    List<Marks> checked() {
        Fields fields = new Fields();
        List<@Nullable Entry> entries = fields.required("receipts", receipts, List.of());
        fields.check(
                !entries.isEmpty() && entries.size() <= MOST_ENTRIES,
                "receipts",
                "must have 1 to " + MOST_ENTRIES + " entries");
        fields.throwIfAny();
        List<Marks> marks = new ArrayList<>(entries.size());
        for (int index = 0; index < entries.size(); index++) {
            marks.add(checked(fields, "receipts[" + index + "]", entries.get(index)));
        }
        fields.throwIfAny();
        return marks;
    }

    private static Marks checked(Fields fields, String path, @Nullable Entry entry) {
        Entry given = fields.required(path, entry, new Entry("", 1L, 1L));
        String chatId = fields.required(path + ".chatId", given.chatId(), "");
        if (given.delivered() == null && given.read() == null) {
            fields.reject(path, "must have delivered, read or both");
        }
        return new Marks(
                chatId(chatId),
                sequence(fields, path + ".delivered", given.delivered()),
                sequence(fields, path + ".read", given.read()));
    }

    private static ChatId chatId(String text) {
        try {
            return ChatId.valueOf(text);
        } catch (IllegalArgumentException noIdAtAll) {
            return NOBODYS;
        }
    }

    private static long sequence(Fields fields, String path, @Nullable Long sequence) {
        if (sequence == null) {
            return Marks.NONE;
        }
        fields.check(
                sequence >= 1 && sequence <= QueryNumbers.LARGEST,
                path,
                "must be an integer from 1 to " + QueryNumbers.LARGEST);
        return sequence;
    }

    /**
     * The marks that are wished for in one chat.
     *
     * @param chatId the chat
     * @param delivered everything up to this sequence has reached this device
     * @param read everything up to this sequence was read
     */
    @Schema(name = ENTRY, description = "Marks in one chat; at least one of them.")
    record Entry(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, format = "uuid") @Nullable
            String chatId,

            @Schema(minimum = "1", maximum = "9007199254740991") @Nullable
            Long delivered,

            @Schema(minimum = "1", maximum = "9007199254740991") @Nullable
            Long read) {}
}
