package io.parley.infra.media.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowedInputTest {

    private static final int WINDOW = 1_000;

    private final byte[] bytes = new byte[10_000];
    private final WindowedInput input;

    WindowedInputTest() {
        new Random(5).nextBytes(bytes);
        input = new WindowedInput(new ByteArrayInputStream(bytes), WINDOW);
    }

    @Test
    void whateverIsReadWithinHalfAWindowIsWhatIsThere() throws IOException {
        Random random = new Random(6);
        int furthest = 0;
        while (furthest < bytes.length - 600) {
            int at = Math.max(0, furthest - WINDOW / 2 + random.nextInt(WINDOW / 2 + 100));
            byte[] read = new byte[random.nextInt(200)];
            input.seek(at);
            input.readFully(read);

            assertThat(read).isEqualTo(Arrays.copyOfRange(bytes, at, at + read.length));
            furthest = Math.max(furthest, at + read.length);
        }
    }

    @Test
    void whatIsAskedForIsReadWholeThoughItComesInPieces() throws IOException {
        InputStream pieces = new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, 3));
            }
        };
        byte[] read = new byte[100];

        assertThat(new WindowedInput(pieces, WINDOW).read(read)).isEqualTo(100);
        assertThat(read).isEqualTo(Arrays.copyOf(bytes, 100));
    }

    @Test
    void theEndIsTheEnd() throws IOException {
        input.seek(bytes.length - 1);
        assertThat(input.read()).isEqualTo(bytes[bytes.length - 1] & 0xFF);
        assertThat(input.read()).isEqualTo(-1);
        assertThat(input.read(new byte[5])).isEqualTo(-1);
    }

    @Test
    void whatIsTooFarBackIsGone() throws IOException {
        input.seek(5_000);
        input.read();
        input.seek(0);

        assertThatThrownBy(input::read).isInstanceOf(IOException.class);
    }
}
