package io.parley.api.chat;

import io.parley.api.problem.Fields;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/chats}. Groups and chats that pass are in the contract and not offered yet; a request for one is
 * checked as far as its form goes and then refused as {@code unsupported}.
 *
 * @param kind the kind of chat
 * @param with the other side of a direct chat
 * @param messageTtl how long messages live
 * @param expiresAt when the whole chat goes
 */
@Schema(name = "OpenChat", description = "A direct chat to be opened.")
record OpenChatRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, allowableValues = "direct") @Nullable
        String kind,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, format = "uuid", description = "The other side.") @Nullable
        String with,

        @Schema(types = "null", description = "Not offered yet: answers 422.") @Nullable
        String messageTtl,

        @Schema(types = "null", description = "Not offered yet: answers 422.") @Nullable
        String expiresAt) {

    private static final String DIRECT = "direct";
    private static final String GROUP = "group";

    /** The other side of the direct chat that is asked for. */
    UserId peer() {
        Fields fields = new Fields();
        String givenKind = fields.required("kind", kind, DIRECT);
        fields.check(givenKind.equals(DIRECT) || givenKind.equals(GROUP), "kind", "must be direct");
        String peer = givenKind.equals(DIRECT) ? fields.required("with", with, "") : "";
        checkForm(fields, "messageTtl", messageTtl, Duration::parse, "must be an ISO-8601 duration");
        checkForm(fields, "expiresAt", expiresAt, Instant::parse, "must be an RFC 3339 time");
        fields.throwIfAny();
        refuseWhatIsNotOffered(givenKind);
        return userId(peer);
    }

    private void refuseWhatIsNotOffered(String givenKind) {
        if (givenKind.equals(GROUP)) {
            throw new Rejection(ErrorCode.UNSUPPORTED, "Groups are not offered yet.");
        }
        if (messageTtl != null || expiresAt != null) {
            throw new Rejection(ErrorCode.UNSUPPORTED, "Chats and messages that expire are not offered yet.");
        }
    }

    private static void checkForm(
            Fields fields, String field, @Nullable String value, Consumer<String> parser, String message) {
        if (value == null) {
            return;
        }
        try {
            parser.accept(value);
        } catch (DateTimeException notOfThisForm) {
            fields.reject(field, message);
        }
    }

    private static UserId userId(String text) {
        try {
            return UserId.valueOf(text);
        } catch (IllegalArgumentException noIdAtAll) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "There is no such user.");
        }
    }
}
