package io.parley.audit.histories;

import static io.parley.audit.histories.Mutation.began;
import static io.parley.audit.histories.Mutation.ended;
import static io.parley.audit.histories.Mutation.id;
import static io.parley.audit.histories.Mutation.is;
import static io.parley.audit.histories.Mutation.isOk;
import static io.parley.audit.histories.Mutation.sameText;
import static io.parley.audit.histories.Mutation.shown;

import io.parley.audit.histories.Mutation.Edit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a chat server may do wrong with what goes and with who leaves. */
enum GoingMutation {
    READS_AGAIN_WHAT_WAS_TAKEN_BACK(Check.GONE_STAYS_GONE) {
        @Override
        boolean mutate(Edit edit) {
            return edit.pair(
                    (one, read) -> is(one, "retract")
                            && isOk(one)
                            && ended(one) < began(read)
                            && shownOf(read, id(one)) != null,
                    (one, read) -> show(read, id(one)));
        }
    },
    READS_AGAIN_WHAT_HAS_EXPIRED(Check.GONE_STAYS_GONE) {
        @Override
        boolean mutate(Edit edit) {
            return edit.pair(
                    (one, read) -> is(one, "send")
                            && one.has("expired")
                            && one.path("expired").longValue() < began(read)
                            && shownOf(read, id(one)) != null,
                    (one, read) -> show(read, id(one)));
        }
    },
    SHOWS_AS_GONE_WHAT_NOBODY_TOOK_BACK(Check.GONE_STAYS_GONE) {
        @Override
        boolean mutate(Edit edit) {
            return edit.pair(
                    (one, read) -> is(one, "send")
                            && shownOf(read, id(one)) != null
                            && edit.all(other ->
                                            id(other).equals(id(one)) && (is(other, "retract") || other.has("expires")))
                                    .findAny()
                                    .isEmpty(),
                    (one, read) -> {
                        if (shownOf(read, id(one)) instanceof ObjectNode message) {
                            message.put("gone", true);
                        }
                    });
        }
    },
    BRINGS_TO_WHO_HAD_LEFT_WHAT_WAS_SENT_AFTERWARDS(Check.NOTHING_AFTER_LEAVING) {
        @Override
        boolean mutate(Edit edit) {
            return edit.pair(
                    (leave, came) -> is(leave, "leave")
                            && is(came, "receive")
                            && sameText(leave, came, "chat")
                            && edit.all(send -> is(send, "send") && id(send).equals(id(came)))
                                    .allMatch(send -> began(send) > ended(leave)),
                    (leave, came) -> edit.addAfter(
                            came,
                            came.deepCopy()
                                    .put("client", Mutation.text(leave, "client"))
                                    .put("user", Mutation.text(leave, "user"))));
        }
    };

    private final Check found;

    GoingMutation(Check found) {
        this.found = found;
    }

    /** What must be found then, whatever else is. */
    Check found() {
        return found;
    }

    /** Does it somewhere; says whether there was a place for it. */
    abstract boolean mutate(Edit edit);

    @org.jspecify.annotations.Nullable
    static JsonNode shownOf(ObjectNode read, String id) {
        return shown(read)
                .valueStream()
                .filter(message -> id(message).equals(id))
                .findFirst()
                .orElse(null);
    }

    static void show(ObjectNode read, String id) {
        if (shownOf(read, id) instanceof ObjectNode message) {
            message.put("gone", false);
        }
    }
}
