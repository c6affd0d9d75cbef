package io.parley.infra.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PaddingProperties {

    @Property
    void whatIsPaddedComesBack(@ForAll @Size(max = 5_000) byte[] content) {
        assertThat(Padding.unpad(Padding.pad(content))).isEqualTo(content);
    }

    @Property
    void theLengthTellsTheSizeClassOnly(@ForAll @IntRange(max = 100_000) int length) {
        int padded = Padding.pad(new byte[length]).length;

        assertThat(padded).isEqualTo(Padding.sizeClass(length)).isGreaterThanOrEqualTo(64);
        assertThat(Integer.bitCount(padded)).isOne();
        assertThat(padded == 64 || padded < 2 * (length + Integer.BYTES)).isTrue();
    }

    @Example
    void thereAreFewClasses() {
        assertThat(IntStream.range(0, 40_000).map(Padding::sizeClass).distinct())
                .hasSize(11);
    }

    @Property
    void whatWasNotPaddedIsRefused(@ForAll @Size(max = 200) byte[] noise) {
        byte[] broken = Arrays.copyOf(noise, Math.max(noise.length, 4));
        broken[0] = (byte) 0x7F;

        assertThatThrownBy(() -> Padding.unpad(broken)).isInstanceOf(IllegalArgumentException.class);
    }
}
