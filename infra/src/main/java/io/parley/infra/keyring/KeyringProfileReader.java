package io.parley.infra.keyring;

import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.user.ProfileReader;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Decrypts handles, display names and device names with keys of the keyring. */
final class KeyringProfileReader implements ProfileReader {

    private static final Set<KeyKind> KINDS = Set.of(KeyKind.PROFILE, KeyKind.DEVICE);

    private final ContentOpener opener;

    KeyringProfileReader(ContentOpener opener) {
        this.opener = opener;
    }

    @Override
    public Map<Ciphertext, Confidential> read(Collection<Ciphertext> sealed) {
        return opener.open(sealed, KINDS, NameCodec::decode);
    }
}
