package io.parley.contract.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MediaKeyTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Test
    void aKeyIsReadBackWithItsFormat() {
        MediaKey key = MediaKey.random(RANDOM);

        byte[] encoded = key.encode();

        assertThat(encoded).hasSize(33).startsWith(1).endsWith(key.bits());
        assertThat(MediaKey.decode(encoded)).isEqualTo(key).hasSameHashCodeAs(key);
    }

    @Test
    void noTwoKeysAreTheSame() {
        assertThat(MediaKey.random(RANDOM)).isNotEqualTo(MediaKey.random(RANDOM));
    }

    @Test
    void aKeyOfAnotherFormatOrLengthIsRefused() {
        byte[] encoded = MediaKey.random(RANDOM).encode();
        byte[] ofAnotherFormat = encoded.clone();
        ofAnotherFormat[0] = 2;

        for (byte[] wrong :
                new byte[][] {{}, {1}, ofAnotherFormat, Arrays.copyOf(encoded, 32), Arrays.copyOf(encoded, 34)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> MediaKey.decode(wrong));
        }
    }

    @Test
    void nothingThatIsPrintedShowsIt() {
        MediaKey key = MediaKey.random(RANDOM);
        EncryptedMedia media = new EncryptedMedia(new MediaObjectId("a"), key, "chat");

        assertThat(media.toString())
                .contains("hidden")
                .doesNotContain(HexFormat.of().formatHex(key.bits()))
                .doesNotContain(Arrays.toString(key.bits()));
    }

    @Test
    void whatIsTakenOutIsACopy() {
        MediaKey key = MediaKey.random(RANDOM);

        Arrays.fill(key.bits(), (byte) 0);
        Arrays.fill(key.encode(), (byte) 0);

        assertThat(key.bits()).isNotEqualTo(new byte[MediaKey.SIZE]);
    }
}
