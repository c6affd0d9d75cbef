package io.parley.infra.media.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlurHashTest {

    /** What other implementations make of the same pixels. */
    @Test
    void itIsWhatOthersMakeOfTheSame() {
        assertThat(BlurHash.of(uniform(8, 8, 0xFF000000))).isEqualTo("L00000" + "fQ".repeat(11));
        assertThat(BlurHash.of(uniform(32, 20, 0xFF336699))).isEqualTo("L45?}kpKfQpKt:j]fQj]fQfQfQfQ");
        assertThat(BlurHash.of(gradients(16, 12))).isEqualTo("LsGuTh2-wyoxqfR:jse;g1fifQfj");
    }

    private static Raster gradients(int width, int height) {
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = 0xFF << 24 | x * 16 << 16 | y * 20 << 8 | x * y;
            }
        }
        return new Raster(width, height, pixels);
    }

    @Test
    void anUprightImageHasMoreComponentsDownThanAcross() {
        assertThat(decoded(BlurHash.of(uniform(20, 32, 0xFF000000)).substring(0, 1)))
                .isEqualTo(2 + 3 * 9);
    }

    @Test
    void whatShinesThroughIsWhite() {
        assertThat(decoded(BlurHash.of(uniform(8, 8, 0)).substring(2, 6))).isEqualTo(0xFFFFFF);
    }

    private static Raster uniform(int width, int height, int argb) {
        int[] pixels = new int[width * height];
        Arrays.fill(pixels, argb);
        return new Raster(width, height, pixels);
    }

    private static int decoded(String letters) {
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
        return letters.chars().reduce(0, (value, letter) -> value * 83 + digits.indexOf(letter));
    }
}
