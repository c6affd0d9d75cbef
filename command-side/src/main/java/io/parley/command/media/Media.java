package io.parley.command.media;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.command.Moments;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaCommand.AttachMedia;
import io.parley.contract.media.MediaCommand.DeleteMedia;
import io.parley.contract.media.MediaCommand.UploadMedia;
import io.parley.contract.media.MediaEvent.MediaAttached;
import io.parley.contract.media.MediaEvent.MediaDeleted;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import io.parley.contract.media.MediaObjectId;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What was uploaded at once, from the upload to the store's word that its bytes are gone. Which message takes it up is not decided
 * here but by {@link MediaClaims}, in the transaction in which the message is sent; this only notes it.
 */
@AggregateRoot
@Revision("1")
public class Media {

    @AggregateIdentifier
    private @Nullable MediaId mediaId;

    private @Nullable ChatId chatId;
    private @Nullable KeyId key;
    private List<MediaObjectId> objects = List.of();
    private boolean attached;
    private boolean deleted;

    /** For the event-sourcing repository. */
    protected Media() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    MediaId upload(UploadMedia command, MediaVault vault, MediaClaims claims, Clock clock) {
        if (mediaId == null) {
            MediaUploaded uploaded = new MediaUploaded(
                    command.mediaId(),
                    command.chatId(),
                    command.uploaderId(),
                    command.content().objects(),
                    command.content().description().size(),
                    vault.seal(command.chatId(), command.mediaId(), command.content()),
                    Moments.now(clock));
            claims.add(uploaded);
            apply(uploaded);
        }
        return command.mediaId();
    }

    /** Where the key did not go with the message's event, it goes with this one. */
    @CommandHandler
    void attach(AttachMedia command, MediaVault vault, Clock clock) {
        if (!attached && !deleted) {
            vault.destroy(List.of(key()));
            apply(new MediaAttached(
                    command.mediaId(), chatId(), command.messageId(), command.sequence(), key(), Moments.now(clock)));
        }
    }

    @CommandHandler
    void delete(DeleteMedia command, MediaVault vault, Clock clock) {
        if (!deleted) {
            vault.destroy(List.of(key()));
            apply(new MediaDeleted(command.mediaId(), chatId(), objects, command.reason(), key(), Moments.now(clock)));
        }
    }

    private ChatId chatId() {
        return Objects.requireNonNull(chatId);
    }

    private KeyId key() {
        return Objects.requireNonNull(key);
    }

    @EventSourcingHandler
    void on(MediaUploaded event) {
        mediaId = event.mediaId();
        chatId = event.chatId();
        key = event.content().keyId();
        objects = event.objects();
    }

    @EventSourcingHandler
    void on(MediaAttached event) {
        attached = true;
    }

    @EventSourcingHandler
    void on(MediaDeleted event) {
        deleted = true;
    }
}
