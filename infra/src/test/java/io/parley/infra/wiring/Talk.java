package io.parley.infra.wiring;

import io.parley.contract.Confidential;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserEvent.UserRegistered;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One direct chat as it happens: appends its events to the log of a {@link ReadSide}, with sequences that count up. */
final class Talk {

    static final Instant BEGINNING = Instant.parse("2026-01-01T12:00:00Z");

    final ChatId chatId = ChatId.random();
    final UserId opener;
    final UserId peer;
    final List<MessageId> messages = new ArrayList<>();

    final Ends ends;

    private final ReadSide read;
    private long sequence;

    private Talk(ReadSide read, UserId opener, UserId peer) {
        this.read = read;
        this.opener = opener;
        this.peer = peer;
        this.ends = new Ends(read, chatId, opener, messages, this::audience);
    }

    static Talk open(ReadSide read, UserId opener, UserId peer) {
        Talk talk = new Talk(read, opener, peer);
        read.append(new DirectChatOpened(talk.chatId, opener, peer, BEGINNING, null, null));
        return talk;
    }

    static Talk open(ReadSide read) {
        return open(read, UserId.random(), UserId.random());
    }

    static UserId register(ReadSide read, String handle, String displayName) {
        UserId userId = UserId.random();
        read.append(
                new UserRegistered(userId, seal(read, handle), seal(read, displayName), LastSeenVisibility.EVERYONE));
        read.handles.put(handle, userId);
        return userId;
    }

    /** A stand-in for encryption: noise that only the read side's readers can turn into the text. */
    static Ciphertext seal(ReadSide read, String text) {
        Ciphertext sealed = noise();
        read.profiles.put(sealed, new Confidential(text));
        return sealed;
    }

    Audience.Pair audience() {
        return new Audience.Pair(opener, peer);
    }

    long say(UserId sender, String text) {
        return say(sender, text, null);
    }

    long say(UserId sender, String text, @Nullable Instant expiresAt) {
        return say(sender, text, expiresAt, null);
    }

    /** Uploads a picture at a time. */
    long upload(UserId uploader, MediaContent media, Instant at) {
        Ciphertext content = noise();
        read.media.put(content, media);
        return read.append(new MediaUploaded(media.mediaId(), chatId, uploader, media.objects(), 7, content, at));
    }

    /** Says something with a picture, whose own key goes with that. */
    long show(UserId sender, MediaContent media, @Nullable Instant expiresAt) {
        read.media.values().remove(media);
        return say(sender, "look", expiresAt, media);
    }

    private long say(UserId sender, String text, @Nullable Instant expiresAt, @Nullable MediaContent media) {
        Ciphertext content = noise();
        read.contents.put(content, new MessageContent(text, List.of(), List.of(), media));
        MessageId messageId = MessageId.random();
        messages.add(messageId);
        sequence++;
        return read.append(new MessageSent(
                chatId,
                messageId,
                sender,
                sequence,
                BEGINNING.plusSeconds(sequence),
                expiresAt,
                audience(),
                content,
                new Mac(new byte[32]),
                messages.size() > 1 && sequence % 3 == 0 ? messages.get(0) : null,
                media == null ? null : media.mediaId()));
    }

    long mark(UserId marker, long delivered, long read) {
        return this.read.append(new ReceiptAdvanced(
                chatId, marker, delivered, read, BEGINNING.plusSeconds(1000 + this.read.log.head()), audience()));
    }

    long sequence() {
        return sequence;
    }

    static Ciphertext noise() {
        return new Ciphertext(KeyId.random(), UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    }
}
