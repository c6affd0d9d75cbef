package io.parley.query.purge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.SequenceRange;
import io.parley.contract.purge.PurgeCertificate.Item;
import io.parley.contract.purge.PurgeCertificate.Messages;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Hashes messages one after the other, and names the first of them. */
final class Digest {

    private final int mostItems;
    private final MessageDigest whole = sha256();
    private final MessageDigest single = sha256();
    private final List<Item> items = new ArrayList<>();
    private long count;

    Digest(int mostItems) {
        this.mostItems = mostItems;
    }

    void add(MessageSent message) {
        byte[] hash = single.digest(message.content().bytes());
        Item item =
                new Item(message.sequence(), message.messageId(), HexFormat.of().formatHex(hash));
        whole.update(item.line().getBytes(US_ASCII));
        if (items.size() < mostItems) {
            items.add(item);
        }
        count++;
    }

    /** All that was added, as messages of these sequences; nothing can be added any more. */
    Messages of(List<SequenceRange> ranges) {
        return new Messages(count, ranges, HexFormat.of().formatHex(whole.digest()), items);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
