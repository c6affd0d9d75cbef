package io.parley.api.events;

import io.parley.contract.Confidential;
import io.parley.contract.chat.TitleReader;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.KeyId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The reader of titles: text is the bytes themselves. */
final class FakeTitles implements TitleReader {

    private final Set<KeyId> shredded = ConcurrentHashMap.newKeySet();

    void shred(KeyId key) {
        shredded.add(key);
    }

    @Override
    public Map<Ciphertext, Confidential> read(Collection<Ciphertext> sealed) {
        Map<Ciphertext, Confidential> titles = new HashMap<>();
        for (Ciphertext each : sealed) {
            if (!shredded.contains(each.keyId())) {
                titles.put(each, new Confidential(new String(each.bytes(), StandardCharsets.UTF_8)));
            }
        }
        return titles;
    }
}
