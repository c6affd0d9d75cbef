package io.parley.command.fake;

import io.parley.command.session.SessionVault;
import io.parley.command.user.ProfileVault;
import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import io.parley.contract.user.ProfileReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names "encrypted" in memory: the same name is another ciphertext each time, as with a nonce. */
public final class FakeProfiles implements ProfileVault, ProfileReader, SessionVault {

    private final Set<UserId> keys = new HashSet<>();
    private final Map<Ciphertext, Confidential> sealed = new HashMap<>();

    @Override
    public void createKeys(UserId userId) {
        keys.add(userId);
    }

    @Override
    public List<KeyId> destroyKeys(UserId userId) {
        return keys.remove(userId) ? List.of(keyOf(userId)) : List.of();
    }

    /** The key of a user. */
    public static KeyId keyOf(UserId userId) {
        return new KeyId(userId.value());
    }

    @Override
    public Ciphertext seal(UserId userId, String field, Confidential text) {
        if (!keys.contains(userId)) {
            throw new IllegalStateException("no keys");
        }
        return remember(field, text);
    }

    @Override
    public Ciphertext sealDeviceName(UserId userId, DeviceId deviceId, Confidential name) {
        return remember("device", name);
    }

    @Override
    public Map<Ciphertext, Confidential> read(Collection<Ciphertext> wanted) {
        Map<Ciphertext, Confidential> found = new HashMap<>(sealed);
        found.keySet().retainAll(wanted);
        return found;
    }

    /** What a ciphertext says. */
    public String text(Ciphertext ciphertext) {
        Confidential text = sealed.get(ciphertext);
        if (text == null) {
            throw new IllegalArgumentException("not sealed here");
        }
        return text.value();
    }

    private Ciphertext remember(String field, Confidential text) {
        byte[] bytes = (field + sealed.size()).getBytes(StandardCharsets.UTF_8);
        Ciphertext ciphertext = new Ciphertext(KeyId.random(), bytes);
        sealed.put(ciphertext, text);
        return ciphertext;
    }
}
