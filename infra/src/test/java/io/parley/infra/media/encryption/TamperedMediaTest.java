package io.parley.infra.media.encryption;

import static io.parley.infra.media.encryption.MediaFormat.SEGMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaUnreadableException;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody does who can write into the store. The object has three whole segments and a part of one. */
class TamperedMediaTest {

    private static final int SIZE = 3 * SEGMENT + 1_000;
    private static final int STORED = SIZE + 40 + 4 * 16;
    private static final byte[] CONTENT = random(SIZE);

    private static EncryptedFolder folder;

    @BeforeAll
    static void open() throws Exception {
        folder = EncryptedFolder.open();
    }

    @AfterAll
    static void close() throws Exception {
        folder.close();
    }

    /** What is done to the stored bytes, and which segment is the first that is not what it was. */
    static Stream<Arguments> tampering() {
        return Stream.of(
                tampered("a bit of the header's length", 0, flip(0)),
                tampered("a bit of the salt", 0, flip(1)),
                tampered("a bit of the nonces' prefix", 0, flip(39)),
                tampered("the first byte of content", 0, flip(40)),
                tampered("a bit of the first tag", 0, flip(SEGMENT - 1)),
                tampered("the first byte of the second segment", 1, flip(SEGMENT)),
                tampered("a byte in the third segment", 2, flip(2 * SEGMENT + 777)),
                tampered("the last byte", 3, flip(STORED - 1)),
                tampered("the last byte cut off", 3, cutTo(STORED - 1)),
                tampered("cut off at the last segment", 2, cutTo(3 * SEGMENT)),
                tampered("cut off in the second segment", 1, cutTo(SEGMENT + 5_000)),
                tampered("only the first segment left", 0, cutTo(SEGMENT)),
                tampered("as short as an empty object", 0, cutTo(56)),
                tampered("a byte appended", 3, stored -> Arrays.copyOf(stored, STORED + 1)),
                tampered("a segment appended", 3, stored -> Arrays.copyOf(stored, STORED + SEGMENT)),
                tampered("two segments swapped", 1, stored -> arranged(stored, 0, 2, 1, 3)),
                tampered("a segment twice", 2, stored -> arranged(stored, 0, 1, 1, 2, 3)),
                tampered("a segment left out", 1, stored -> arranged(stored, 0, 2, 3)),
                tampered("the last segment in the middle", 1, stored -> arranged(stored, 0, 3, 1, 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampering")
    void whatWasTamperedWithIsUnreadableFromThereOn(String what, int damaged, UnaryOperator<byte[]> tampering) {
        EncryptedMedia media = put();
        folder.store(media.id(), tampering.apply(folder.stored(media.id())));

        assertUnreadable(media, ByteRange.all(), damaged);
        assertUnreadable(media, ByteRange.from(MediaFormat.begin(damaged)), damaged);
    }

    @Test
    void howOftenSomethingWasUnreadableIsCounted() {
        EncryptedMedia media = put();
        folder.store(media.id(), flip(40).apply(folder.stored(media.id())));
        double before = folder.meters.get("parley.media.unreadable").counter().count();

        assertUnreadable(media, ByteRange.all(), 0);

        assertThat(folder.meters.get("parley.media.unreadable").counter().count())
                .isEqualTo(before + 1);
    }

    @Test
    void whatIsBeforeADamagedSegmentCanBeReadByItself() {
        EncryptedMedia media = put();
        folder.store(media.id(), flip(2 * SEGMENT + 5).apply(folder.stored(media.id())));

        assertThat(folder.get(media, new ByteRange(0, 99_999))).isEqualTo(Arrays.copyOf(CONTENT, 100_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 39, 40, 55, SEGMENT + 1, SEGMENT + 16, 3 * SEGMENT + 16})
    void aSizeThatNoObjectHasIsUnreadableBeforeAnythingIsRead(int size) {
        EncryptedMedia media = put();
        folder.store(media.id(), Arrays.copyOf(folder.stored(media.id()), size));

        assertThatThrownBy(() -> folder.slice(media, ByteRange.all())).isInstanceOf(MediaUnreadableException.class);
    }

    @Test
    void aRangeBeyondTheEndIsEmptyOnlyIfTheEndIsOne() {
        EncryptedMedia media = put();
        assertThat(folder.get(media, ByteRange.from(SIZE))).isEmpty();
        assertThat(folder.get(media, ByteRange.from(Long.MAX_VALUE))).isEmpty();

        folder.store(media.id(), cutTo(2 * SEGMENT).apply(folder.stored(media.id())));

        assertUnreadable(media, ByteRange.from(SIZE), 0);
        assertUnreadable(media, ByteRange.from(Long.MAX_VALUE), 0);
    }

    @Test
    void anEmptyObjectIsAuthenticatedToo() {
        EncryptedMedia media = EncryptedFolder.newMedia();
        folder.put(media, new byte[0], List.of(1));
        assertThat(folder.get(media, ByteRange.all())).isEmpty();

        folder.store(media.id(), flip(55).apply(folder.stored(media.id())));

        assertUnreadable(media, ByteRange.all(), 0);
    }

    @Test
    void anotherObjectsBytesAreUnreadableEvenUnderTheSameKey() {
        EncryptedMedia media = put();
        EncryptedMedia another = new EncryptedMedia(new MediaObjectId("another"), media.key(), media.context());

        folder.store(another.id(), folder.stored(media.id()));

        assertUnreadable(another, ByteRange.all(), 0);
    }

    @Test
    void segmentsOfAnEarlierVersionAreUnreadable() {
        EncryptedMedia media = put();
        byte[] old = folder.stored(media.id());
        folder.put(media, CONTENT, List.of(50_000));
        byte[] mixed = folder.stored(media.id());
        System.arraycopy(old, SEGMENT, mixed, SEGMENT, SEGMENT);

        folder.store(media.id(), mixed);

        assertUnreadable(media, ByteRange.all(), 1);
    }

    @Test
    void withAnotherKeyOrContextItIsUnreadable() {
        EncryptedMedia media = put();
        MediaKey otherKey = MediaKey.random(new SecureRandom());

        assertUnreadable(new EncryptedMedia(media.id(), otherKey, media.context()), ByteRange.all(), 0);
        assertUnreadable(new EncryptedMedia(media.id(), media.key(), "chat/2"), ByteRange.all(), 0);
        assertUnreadable(new EncryptedMedia(media.id(), media.key(), "chat/2"), ByteRange.from(SIZE - 1), 3);
    }

    @Test
    void whatIsNotThereIsMissingNotUnreadable() {
        assertThat(EncryptedFolder.done(folder.store.get(EncryptedFolder.newMedia(), ByteRange.all())))
                .isEmpty();
    }

    /** That a read fails, and that what it has given before is content of whole segments that were not touched. */
    private static void assertUnreadable(EncryptedMedia media, ByteRange range, int damaged) {
        ByteArrayOutputStream given = new ByteArrayOutputStream();
        assertThatThrownBy(() -> EncryptedFolder.readInto(given, folder.slice(media, range)))
                .isInstanceOf(MediaUnreadableException.class)
                .hasMessageContaining(media.id().value());
        int first = (int) Math.min(range.first(), SIZE);
        assertThat(given.size()).isEqualTo((int) Math.max(0, MediaFormat.begin(damaged) - first));
        assertThat(given.toByteArray()).isEqualTo(Arrays.copyOfRange(CONTENT, first, first + given.size()));
    }

    private static EncryptedMedia put() {
        EncryptedMedia media = EncryptedFolder.newMedia();
        folder.put(media, CONTENT, List.of(50_000));
        return media;
    }

    private static Arguments tampered(String what, int damaged, UnaryOperator<byte[]> tampering) {
        return Arguments.of(what, damaged, tampering);
    }

    private static UnaryOperator<byte[]> flip(int index) {
        return stored -> {
            stored[index] ^= 1;
            return stored;
        };
    }

    private static UnaryOperator<byte[]> cutTo(int size) {
        return stored -> Arrays.copyOf(stored, size);
    }

    private static byte[] arranged(byte[] stored, int... segments) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int segment : segments) {
            all.write(stored, segment * SEGMENT, Math.min(SEGMENT, stored.length - segment * SEGMENT));
        }
        return all.toByteArray();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
