package io.parley.api.user;

import io.parley.api.problem.Fields;
import io.parley.api.problem.Texts;
import io.parley.contract.Confidential;
import io.parley.contract.id.UserId;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserCommand.ChangeProfile;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PATCH /v1/me}; what is left out or null stays as it is.
 *
 * @param displayName the new name
 * @param lastSeen the new choice of who sees when the user was last seen
 */
@Schema(name = "ProfileChange", description = "What is left out or null stays.")
record ProfileChange(
        @Schema(maxLength = Texts.LONGEST_NAME, pattern = Texts.NAME_RULE, example = "Ada Lovelace") @Nullable
        String displayName,

        @Schema(allowableValues = {"everyone", "contacts", "nobody"}) @Nullable
        String lastSeen) {

    ChangeProfile of(UserId userId) {
        Fields fields = new Fields();
        Confidential name =
                displayName == null ? null : new Confidential(Texts.name(fields, "displayName", displayName));
        LastSeenVisibility visibility = visibility(fields);
        fields.throwIfAny();
        return new ChangeProfile(userId, name, visibility);
    }

    private @Nullable LastSeenVisibility visibility(Fields fields) {
        if (lastSeen == null) {
            return null;
        }
        return switch (lastSeen) {
            case "everyone" -> LastSeenVisibility.EVERYONE;
            case "contacts" -> LastSeenVisibility.CONTACTS;
            case "nobody" -> LastSeenVisibility.NOBODY;
            default -> {
                fields.reject("lastSeen", "must be everyone, contacts or nobody");
                yield null;
            }
        };
    }

    /** Hides the name. */
    @Override
    public String toString() {
        return "ProfileChange[]";
    }
}
