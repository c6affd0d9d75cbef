package io.parley.infra.keyring;

import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.media.MediaEvent.MediaAttached;
import io.parley.contract.media.MediaEvent.MediaDeleted;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.infra.store.TailObserver;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;

/** Forgets, on this node, the keys that another one destroyed, before anybody here is woken for the event that tells of it. */
final class ShreddedElsewhere implements TailObserver {

    private final Keyring keyring;

    ShreddedElsewhere(Keyring keyring) {
        this.keyring = keyring;
    }

    @Override
    public void read(DomainEventMessage<?> event) {
        Class<?> type = event.getPayloadType(); // asked first, so that no other event is decoded for this
        if (type == MessagesExpired.class) {
            keyring.invalidateLeaves(((MessagesExpired) event.getPayload()).keys());
        } else if (type == MessageRetracted.class) {
            keyring.invalidateLeaves(List.of(((MessageRetracted) event.getPayload()).key()));
        } else if (type == MediaAttached.class) {
            keyring.invalidateLeaves(List.of(((MediaAttached) event.getPayload()).key()));
        } else if (type == MediaDeleted.class) {
            keyring.invalidateLeaves(List.of(((MediaDeleted) event.getPayload()).key()));
        } else if (type == UserErased.class) {
            UserErased erased = (UserErased) event.getPayload();
            keyring.invalidate(erased.keys());
            keyring.invalidateOwner(erased.userId().toString());
        } else if (ChatGone.class.isAssignableFrom(type)) {
            ChatGone gone = (ChatGone) event.getPayload();
            keyring.invalidate(gone.keys());
            keyring.invalidateOwner(gone.chatId().toString());
        }
    }
}
