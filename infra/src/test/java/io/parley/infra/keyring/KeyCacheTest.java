package io.parley.infra.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.contract.id.KeyId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeyCacheTest {

    private final AtomicLong nanos = new AtomicLong();
    private final KeyCache cache =
            new KeyCache(new KeyringProperties("", 100, 100, Duration.ofMinutes(1), 10), nanos::get);
    private final LiveKey chatKey = new LiveKey(KeyId.random(), KeyKind.CHAT, "chat", null, AesKey.random());
    private final LiveKey leaf =
            new LiveKey(KeyId.random(), KeyKind.MESSAGE, "message", chatKey.asParent(), AesKey.random());

    @Test
    void whatWasLookedUpBeforeItsInvalidationIsNotKept() {
        cache.invalidate(List.of(chatKey.keyId()));

        cache.putLeafKeys(List.of(leaf));
        cache.putNewest(chatKey);

        assertThat(cache.leafKeys(List.of(leaf.keyId()))).isEmpty();
        assertThat(cache.newestOf(KeyKind.CHAT, "chat")).isNull();
    }

    @Test
    void whatWasLookedUpBeforeTheInvalidationOfSomethingElseIsKept() {
        cache.invalidate(List.of(KeyId.random()));

        cache.putLeafKeys(List.of(leaf));

        assertThat(cache.leafKeys(List.of(leaf.keyId()))).containsEntry(leaf.keyId(), leaf);
    }

    @Test
    void whatIsInvalidatedDoesNotComeBackThoughItsRowIsStillThere() {
        cache.invalidateLeaves(List.of(leaf.keyId()));

        cache.putLeafKeys(List.of(leaf));

        assertThat(cache.leafKeys(List.of(leaf.keyId()))).isEmpty();
    }

    @Test
    void aWrappingKeyTakesAlongWhatItWrapsThoughItIsForgottenItself() {
        cache.putLeafKeys(List.of(leaf));

        cache.invalidate(List.of(chatKey.keyId()));

        assertThat(cache.leafKeys(List.of(leaf.keyId()))).isEmpty();
    }

    @Test
    void aKeyThatIsInvalidatedTakesAlongWhatItWraps() {
        cache.putNewest(chatKey);
        cache.putLeafKeys(List.of(leaf));

        cache.invalidate(List.of(chatKey.keyId()));

        assertThat(cache.newestOf(KeyKind.CHAT, "chat")).isNull();
        assertThat(cache.wrappingKey(chatKey.keyId())).isNull();
        assertThat(cache.leafKeys(List.of(leaf.keyId()))).isEmpty();
    }

    @Test
    void whatAnInvalidatedKeyWrapsLeavesMemoryToo() {
        cache.putNewest(chatKey);
        cache.putLeafKeys(List.of(leaf));
        assertThat(cache.held()).isEqualTo(2);

        cache.invalidateOwner("chat");

        assertThat(cache.newestOf(KeyKind.CHAT, "chat")).isNull();
        assertThat(cache.leafKeys(List.of(leaf.keyId()))).isEmpty();
        await().until(() -> cache.held() == 0);
    }

    @Test
    void aNodeThatMissedAnInvalidationForgetsAKeyInTime() {
        cache.putNewest(chatKey);
        cache.putLeafKeys(List.of(leaf));

        nanos.addAndGet(Duration.ofSeconds(61).toNanos());

        assertThat(cache.newestOf(KeyKind.CHAT, "chat")).isNull();
        assertThat(cache.leafKeys(List.of(leaf.keyId()))).isEmpty();
    }

    @Test
    void nothingThatIsPrintedShowsAKey() {
        AesKey key = new AesKey(new byte[32]);

        assertThat(key).hasToString("AesKey[hidden]");
        assertThat(leaf.toString()).contains("AesKey[hidden]");
    }
}
