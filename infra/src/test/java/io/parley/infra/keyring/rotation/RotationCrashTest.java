package io.parley.infra.keyring.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.keys.KeyRotations;
import io.parley.contract.keys.Rotation;
import io.parley.contract.keys.RotationObserver.Point;
import io.parley.contract.keys.RotationPhase;
import io.parley.infra.keyring.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node that gets no further than some point, dies, and is followed by another. */
class RotationCrashTest extends RotationFixture {

    @ParameterizedTest
    @EnumSource(Point.class)
    void whoeverComesAfterACrashBringsItToItsEnd(Point point) {
        List<Ciphertext> living = new ArrayList<>();
        List<Ciphertext> shredded = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ChatId chat = openChat();
            for (int k = 0; k < 5; k++) {
                living.add(send(chat, "lives"));
            }
            shredded.add(send(chat, "goes"));
        }
        ChatId whole = openChat();
        living.add(send(whole, "lives"));
        node.jdbc().sql("CREATE TABLE work.copied AS TABLE work.keyring").update();
        shredded.forEach(this::shred);
        String oldKek = keyEncryptionKeysInUse().get(0);
        crashAt(point);

        living.forEach(message -> assertThat(readAnew(message)).isEqualTo("lives"));
        start(at -> {}, Map.of());
        Rotation ended = awaitEnd();

        assertThat(ended.phase()).isEqualTo(RotationPhase.ENDED);
        assertThat(ended.done()).as("each once").isEqualTo(15 + 1 + 2).isEqualTo(ended.total());
        assertThat(strings("SELECT count(*)::text FROM work.rotation")).containsExactly("1");
        assertThat(keyEncryptionKeysInUse()).hasSize(1).doesNotContain(oldKek);
        assertThat(keyFileText()).doesNotContain(oldKek.substring("kek:".length()));
        living.forEach(message -> assertThat(readAnew(message)).isEqualTo("lives"));
        node.jdbc()
                .sql("INSERT INTO work.keyring SELECT * FROM work.copied ON CONFLICT DO NOTHING")
                .update();
        shredded.forEach(message -> assertThat(readAnew(message)).isEmpty());
    }

    /** What it throws ends all threads of the rotation there, as a crash would; then the node is stopped. */
    private void crashAt(Point point) {
        AtomicBoolean reached = new AtomicBoolean();
        TestNode dying = start(
                at -> {
                    if (at == point) {
                        reached.set(true);
                        throw new IllegalStateException("a crash at " + point);
                    }
                },
                Map.of());
        dying.get(KeyRotations.class).start();
        await(reached::get);
        dying.close();
    }
}
