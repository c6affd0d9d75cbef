package io.parley.infra.keyring;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.KeyId;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decrypts many contents at once. What has no key any more is left out; so is, after it was reported, what does not decrypt.
 */
final class ContentOpener {

    private final Keyring keyring;
    private final UnreadableContent unreadable;

    ContentOpener(Keyring keyring, UnreadableContent unreadable) {
        this.keyring = keyring;
        this.unreadable = unreadable;
    }

    /**
     * Decrypts and decodes.
     *
     * @param kinds the kinds of key that this content may have
     * @param decode throws {@link IllegalArgumentException} for what is no such content
     */
    <T> Map<Ciphertext, T> open(Collection<Ciphertext> sealed, Set<KeyKind> kinds, Function<byte[], T> decode) {
        Set<KeyId> ids = sealed.stream().map(Ciphertext::keyId).collect(Collectors.toSet());
        Map<KeyId, LiveKey> keys = keyring.findLeaves(ids);
        Map<Ciphertext, T> opened = new HashMap<>();
        for (Ciphertext one : sealed) {
            LiveKey key = keys.get(one.keyId());
            if (key != null) {
                open(one, key, kinds, decode).ifPresent(content -> opened.put(one, content));
            }
        }
        return opened;
    }

    private <T> Optional<T> open(Ciphertext sealed, LiveKey key, Set<KeyKind> kinds, Function<byte[], T> decode) {
        try {
            if (kinds.contains(key.kind())) {
                return Optional.of(decode.apply(key.open(sealed.bytes())));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // reported below, without its message
        }
        unreadable.content(sealed.keyId());
        return Optional.empty();
    }
}
