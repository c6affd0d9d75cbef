package io.parley.contract.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "0190a2b4-5c6d-7e8f-9012-3456789abcde", "a_b-c", "a--"})
    void aNameOfLettersDigitsAndDashesIsOne(String name) {
        assertThat(new MediaObjectId(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "..", "../a", "a/b", "a.b", "-a", "_a", "A", "a b", "a\n", "a\0", "a%2fb", "a?b", "a#b", "ä",
                "a\\b", "~"
            })
    void whatCouldBeTakenForMoreThanANameIsNone(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MediaObjectId(name));
    }

    @Test
    void aNameIsBounded() {
        assertThat(MediaObjectId.isOne("a".repeat(100))).isTrue();
        assertThat(MediaObjectId.isOne("a".repeat(101))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "0, 0, 1, 1",
        "0, 9, 10, 10",
        "0, 10, 10, 10",
        "9, 9, 10, 1",
        "10, 10, 10, 0",
        "5, 9223372036854775807, 10, 5",
        "0, 9223372036854775807, 0, 0"
    })
    void aRangeHasWhatIsWithinTheObject(long first, long last, long size, long length) {
        assertThat(new ByteRange(first, last).lengthWithin(size)).isEqualTo(length);
    }

    @Test
    void aRangeBeginsInTheObjectAndEndsAfterItsBeginning() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(-1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(3, 2));
    }
}
