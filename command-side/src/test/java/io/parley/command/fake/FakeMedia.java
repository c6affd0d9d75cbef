package io.parley.command.fake;

import io.parley.command.media.Attachments;
import io.parley.command.media.MediaClaims;
import io.parley.command.media.MediaVault;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaDescription;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What was uploaded, who claimed it, and its keys, in memory. The key follows from the media's identifier. */
public final class FakeMedia implements MediaClaims, MediaVault, MediaReader {

    /** For how long media may be taken up. */
    public static final Duration WITHIN = Duration.ofHours(1);

    private final Map<MediaId, MediaUploaded> uploaded = new HashMap<>();
    private final Map<MediaId, MessageId> claimed = new HashMap<>();
    private final Map<KeyId, MediaContent> keys = new HashMap<>();
    private final Set<ChatId> gone = new HashSet<>();

    /** What lets messages take these up. */
    public Attachments attachments() {
        return new Attachments(this, this, this, WITHIN);
    }

    /** The n-th media. */
    public static MediaId media(long n) {
        return new MediaId(new UUID(0x4000, 0x8000_0000_0000_0e0dL + n * 0x1_0000));
    }

    /** What the n-th media are: a picture. */
    public static MediaContent picture(long n) {
        byte[] key = new byte[1 + MediaKey.SIZE];
        key[0] = 1;
        key[1] = (byte) n;
        MediaDescription facts =
                new MediaDescription(n + ".png", "image/png", 100 + n, "0".repeat(64), 640, 480, null, null, null);
        return new MediaContent(
                media(n), facts, MediaKey.decode(key), new MediaContent.Preview(MediaKey.decode(key), "image/jpeg", 9));
    }

    /** The key of media. */
    public static KeyId keyOf(MediaId mediaId) {
        return new KeyId(UUID.nameUUIDFromBytes(mediaId.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** What media are, as it rests. */
    public static Ciphertext sealed(MediaContent content) {
        return new Ciphertext(
                keyOf(content.mediaId()), content.mediaId().toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** Lets something be uploaded. */
    public void upload(MediaUploaded event, MediaContent content) {
        add(event);
        keys.put(event.content().keyId(), content);
    }

    /** Destroys the key of a chat. */
    public void purge(ChatId chatId) {
        gone.add(chatId);
    }

    /** Whether media have a key. */
    public boolean hasKey(MediaId mediaId) {
        return keys.containsKey(keyOf(mediaId));
    }

    /** What was made known. */
    public Collection<MediaUploaded> known() {
        return uploaded.values();
    }

    @Override
    public void add(MediaUploaded event) {
        uploaded.putIfAbsent(event.mediaId(), event);
    }

    @Override
    public Optional<Ciphertext> claim(Claim claim) {
        MediaUploaded found = uploaded.get(claim.mediaId());
        if (found == null || !isFree(found, claim)) {
            return Optional.empty();
        }
        claimed.put(claim.mediaId(), claim.messageId());
        return Optional.of(found.content());
    }

    private boolean isFree(MediaUploaded found, Claim claim) {
        return found.chatId().equals(claim.chatId())
                && found.uploaderId().equals(claim.senderId())
                && found.uploadedAt().isAfter(claim.uploadedAfter())
                && claim.messageId().equals(claimed.getOrDefault(claim.mediaId(), claim.messageId()));
    }

    @Override
    public Ciphertext seal(ChatId chatId, MediaId mediaId, MediaContent content) {
        if (gone.contains(chatId)) {
            throw new Rejection(ErrorCode.CHAT_GONE, "The chat is gone.");
        }
        keys.put(keyOf(mediaId), content);
        return sealed(content);
    }

    @Override
    public void destroy(Collection<KeyId> keyIds) {
        keys.keySet().removeAll(keyIds);
    }

    @Override
    public Map<Ciphertext, MediaContent> read(Collection<Ciphertext> sealed) {
        Map<Ciphertext, MediaContent> read = new HashMap<>();
        sealed.forEach(one -> Optional.ofNullable(keys.get(one.keyId())).ifPresent(found -> read.put(one, found)));
        return read;
    }
}
