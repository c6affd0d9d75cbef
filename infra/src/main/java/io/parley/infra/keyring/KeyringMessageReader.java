package io.parley.infra.keyring;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageReader;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Decrypts messages with keys of the keyring. */
final class KeyringMessageReader implements MessageReader {

    private static final Set<KeyKind> KINDS = Set.of(KeyKind.MESSAGE);

    private final ContentOpener opener;

    KeyringMessageReader(ContentOpener opener) {
        this.opener = opener;
    }

    @Override
    public Map<Ciphertext, MessageContent> read(Collection<Ciphertext> sealed) {
        return opener.open(sealed, KINDS, MessageCodec::decode);
    }
}
