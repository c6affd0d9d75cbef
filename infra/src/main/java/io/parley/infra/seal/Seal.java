package io.parley.infra.seal;

import io.parley.infra.signing.Ed25519;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What is signed: that the log, up to a position, is what it is.
 *
 * @param number its number; the first seal's is 1
 * @param epoch whose log it is
 * @param firstPosition the first position that it covers, right after the last one of the seal before
 * @param lastPosition the last one
 * @param chains how many chains have events among them
 * @param root the root of the tree of these chains' heads, in the order of their names
 * @param history the root of the tree of all seals before, each by its {@link #hash}
 * @param sealedAt when it was made, in microseconds
 * @param keyId which key signed it
 * @param signature the signature of {@link #signed}, by Ed25519
 */
public record Seal(
        long number,
        UUID epoch,
        long firstPosition,
        long lastPosition,
        int chains,
        byte[] root,
        byte[] history,
        Instant sealedAt,
        String keyId,
        byte[] signature) {

    /** How many events it covers. */
    public long events() {
        return lastPosition - firstPosition + 1;
    }

    /** What the signature covers. */
    public byte[] signed() {
        return Hash.of("parley-seal-1")
                .number(number)
                .id(epoch)
                .number(firstPosition)
                .number(lastPosition)
                .number(chains)
                .bytes(root)
                .bytes(history)
                .time(sealedAt)
                .text(keyId)
                .end();
    }

    /** What stands for it in the tree of seals. */
    public byte[] hash() {
        return Hash.of("parley-sealed-1").bytes(signed()).bytes(signature).end();
    }

    /** Whether the one of these keys signed it that it names. */
    public boolean isSignedByOneOf(Map<String, PublicKey> keys) {
        PublicKey key = keys.get(keyId);
        return key != null && isSignedBy(key);
    }

    /** Whether a key signed it. */
    public boolean isSignedBy(PublicKey key) {
        try {
            Signature check = Signature.getInstance(Ed25519.NAME);
            check.initVerify(key);
            check.update(signed());
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    Seal signedAs(byte[] made) {
        return new Seal(number, epoch, firstPosition, lastPosition, chains, root, history, sealedAt, keyId, made);
    }
}
