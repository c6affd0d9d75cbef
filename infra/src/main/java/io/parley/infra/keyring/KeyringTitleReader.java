package io.parley.infra.keyring;

import io.parley.contract.Confidential;
import io.parley.contract.chat.TitleReader;
import io.parley.contract.crypto.Ciphertext;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Decrypts titles of groups with keys of the keyring. */
final class KeyringTitleReader implements TitleReader {

    private static final Set<KeyKind> KINDS = Set.of(KeyKind.TITLE);

    private final ContentOpener opener;

    KeyringTitleReader(ContentOpener opener) {
        this.opener = opener;
    }

    @Override
    public Map<Ciphertext, Confidential> read(Collection<Ciphertext> sealed) {
        return opener.open(sealed, KINDS, NameCodec::decode);
    }
}
