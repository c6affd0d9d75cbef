package io.parley.infra.deletion;

import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.Roster;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.LaneId;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.MediaEvent.MediaAttached;
import io.parley.contract.media.MediaEvent.MediaDeleted;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.infra.account.AccountRemains;
import io.parley.infra.database.DeferredWrites;
import io.parley.infra.deletion.Remains.Gone;
import io.parley.infra.keyring.KeyShredder;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Does what follows when something is gone. Idempotent, in one transaction for each batch of events, and tried again until it passes:
 * with the log in PostgreSQL the keys that an event names went with it, with the log elsewhere they go here.
 */
final class DeletionHandler {

    private final KeyShredder keys;
    private final AccountRemains accounts;
    private final Remains remains;
    private final Memberships memberships;
    private final Departure departure;
    private final DeferredWrites.Sink<KeyId> leaves = new Leaves();

    DeletionHandler(
            KeyShredder keys, AccountRemains accounts, Remains remains, Memberships memberships, Departure departure) {
        this.keys = keys;
        this.accounts = accounts;
        this.remains = remains;
        this.memberships = memberships;
        this.departure = departure;
    }

    @EventHandler
    void on(MessageRetracted event, TrackingToken token) {
        leaves(event.chatId(), "MessageRetracted", List.of(event.key()), token);
    }

    @EventHandler
    void on(MessagesExpired event, TrackingToken token) {
        leaves(event.chatId(), "MessagesExpired", event.keys(), token);
    }

    @EventHandler
    void on(MediaAttached event) {
        DeferredWrites.add(leaves, event.key());
    }

    @EventHandler
    void on(MediaDeleted event) {
        DeferredWrites.add(leaves, event.key());
    }

    private void leaves(ChatId chatId, String event, List<KeyId> gone, TrackingToken token) {
        gone.forEach(key -> DeferredWrites.add(leaves, key));
        remains.note(new Gone(position(token), chatId, null, event, gone.size(), 0, 0));
    }

    @EventHandler
    void on(ChatGone event, TrackingToken token) {
        int below = keys.shred(event.chatId(), event.keys());
        accounts.release(event.chatId());
        int snapshots = remains.removeSnapshots(aggregatesOf(event));
        remains.note(new Gone(
                position(token),
                event.chatId(),
                null,
                event.getClass().getSimpleName(),
                event.keys().size(),
                below,
                snapshots));
    }

    /** The chat, its lanes, and the receipts of all who are in it now. */
    private List<String> aggregatesOf(ChatGone event) {
        ChatId chatId = event.chatId();
        List<String> aggregates = new ArrayList<>();
        aggregates.add(chatId.toString());
        if (event.audience() instanceof Audience.Pair pair) {
            pair.members().forEach(member -> aggregates.add(new ReceiptsId(chatId, member).toString()));
        } else if (event.audience() instanceof Audience.Group group) {
            for (int lane = 0; lane < group.lanes().size(); lane++) {
                aggregates.add(new LaneId(chatId, lane).toString());
            }
            for (UserId member :
                    Roster.of(memberships.of(chatId, Long.MAX_VALUE)).users()) {
                aggregates.add(new ReceiptsId(chatId, member).toString());
            }
        }
        return aggregates;
    }

    @EventHandler
    void on(UserErased event, TrackingToken token) {
        int below = keys.shred(event.userId(), event.keys());
        accounts.erase(event.userId());
        remains.removePushed(event.userId());
        departure.of(event.userId(), position(token));
        remains.removeActivity(event.userId());
        int snapshots = remains.removeSnapshots(List.of(event.userId().toString()));
        remains.note(new Gone(
                position(token),
                null,
                event.userId(),
                "UserErased",
                event.keys().size(),
                below,
                snapshots));
    }

    private static long position(TrackingToken token) {
        return token.position().orElseThrow();
    }

    /** By one statement for all events of a batch: many chats may let a message go at the same time. */
    private final class Leaves implements DeferredWrites.Sink<KeyId> {

        @Override
        public void write(List<KeyId> gone) {
            keys.shredLeaves(gone);
        }

        @Override
        public void dropped(KeyId key) {
            // nothing was remembered of it
        }
    }
}
