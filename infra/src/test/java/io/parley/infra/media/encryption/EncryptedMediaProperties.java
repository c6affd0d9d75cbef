package io.parley.infra.media.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaSlice;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Content in and out, against the plain bytes and against Tink's own channels. */
class EncryptedMediaProperties {

    @SuppressWarnings("NullAway.Init") // opened before the first property
    private static EncryptedFolder folder;

    @BeforeContainer
    static void open() throws Exception {
        folder = EncryptedFolder.open();
    }

    @AfterContainer
    static void close() throws Exception {
        folder.close();
    }

    @Provide
    Arbitrary<byte[]> contents() {
        Arbitrary<Integer> boundaries = Arbitraries.integers().between(1, 4).flatMap(segment -> Arbitraries.integers()
                .between(-2, 2)
                .map(offset -> (int) MediaFormat.begin(segment) + offset));
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 300_000),
                        boundaries)
                .map(size -> {
                    byte[] content = new byte[size];
                    new Random(size).nextBytes(content);
                    return content;
                });
    }

    @Provide
    Arbitrary<List<Integer>> buffers() {
        Arbitrary<Integer> sizes = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 50),
                Arbitraries.integers().between(1, 20_000),
                Arbitraries.integers().between(60_000, 200_000),
                Arbitraries.of(MediaFormat.SEGMENT, MediaFormat.CONTENT, MediaFormat.CONTENT - MediaFormat.HEADER));
        return sizes.list().ofMinSize(1).ofMaxSize(6).map(list -> {
            boolean isNothing = list.stream().allMatch(size -> size == 0);
            return isNothing ? List.of(0, 7) : list;
        });
    }

    @Provide
    Arbitrary<List<ByteRange>> ranges() {
        Arbitrary<Long> indexes = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 320_000),
                Arbitraries.integers().between(0, 4).flatMap(segment -> Arbitraries.longs()
                        .between(0, 2)
                        .map(more -> MediaFormat.begin(segment) + more)));
        Arbitrary<ByteRange> ranges = Arbitraries.oneOf(
                Arbitraries.just(ByteRange.all()),
                indexes.map(ByteRange::from),
                indexes.tuple2()
                        .map(two -> new ByteRange(Math.min(two.get1(), two.get2()), Math.max(two.get1(), two.get2()))));
        return ranges.list().ofSize(8);
    }

    @Property(tries = 100)
    void anyRangeOfAnyContentInAnyBuffersIsWhatWasPut(
            @ForAll("contents") byte[] content,
            @ForAll("buffers") List<Integer> buffers,
            @ForAll("ranges") List<ByteRange> ranges)
            throws Exception {
        EncryptedMedia media = EncryptedFolder.newMedia();
        folder.put(media, content, buffers);

        assertThat(folder.get(media, ByteRange.all())).isEqualTo(content);
        for (ByteRange range : ranges) {
            MediaSlice slice = folder.slice(media, range);
            byte[] expected = within(content, range);
            assertThat(slice.size()).isEqualTo(content.length);
            assertThat(slice.length()).isEqualTo(expected.length);
            assertThat(EncryptedFolder.read(slice)).isEqualTo(expected);
        }
        assertThat(folder.file(media.id())).hasSize(folder.store.storedSize(content.length));
    }

    @Property(tries = 40)
    void tinkReadsWhatWeStore(
            @ForAll("contents") byte[] content,
            @ForAll("buffers") List<Integer> buffers,
            @ForAll("ranges") List<ByteRange> ranges)
            throws Exception {
        EncryptedMedia media = EncryptedFolder.newMedia();
        folder.put(media, content, buffers);

        try (FileChannel file = FileChannel.open(folder.file(media.id()));
                SeekableByteChannel channel = tink(media.key()).newSeekableDecryptingChannel(file, bound(media))) {
            assertThat(channel.size()).isEqualTo(content.length);
            for (ByteRange range : ranges) {
                ByteBuffer read = ByteBuffer.allocate((int) range.lengthWithin(content.length));
                channel.position(Math.min(range.first(), content.length));
                while (read.hasRemaining()) {
                    assertThat(channel.read(read)).isPositive();
                }
                assertThat(read.array()).isEqualTo(within(content, range));
            }
        }
    }

    @Property(tries = 40)
    void weReadWhatTinkStores(@ForAll("contents") byte[] content, @ForAll("ranges") List<ByteRange> ranges)
            throws Exception {
        EncryptedMedia media = EncryptedFolder.newMedia();
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (WritableByteChannel channel =
                tink(media.key()).newEncryptingChannel(Channels.newChannel(stored), bound(media))) {
            ByteBuffer all = ByteBuffer.wrap(content);
            while (all.hasRemaining()) {
                channel.write(all);
            }
        }
        folder.store(media.id(), stored.toByteArray());

        for (ByteRange range : ranges) {
            assertThat(folder.get(media, range)).isEqualTo(within(content, range));
        }
    }

    @Example
    void anObjectOfTheFirstFormatIsReadForEver() {
        byte[] stored = HexFormat.of()
                .parseHex("28cb46673bd4f077d80b4173035f6a613f45e631de679a92583e402f2531df89"
                        + "f3b42cf987a601194bcf632d230887b2f18d1a1802ac58bf7e9d841179f0f8ad95");
        MediaKey key = MediaKey.decode(
                HexFormat.of().parseHex("01000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
        EncryptedMedia media = new EncryptedMedia(new MediaObjectId("golden"), key, "chat/1");
        folder.store(media.id(), stored);

        assertThat(folder.get(media, ByteRange.all())).isEqualTo("a picture".getBytes(UTF_8));
    }

    @Example
    void theSameContentIsNeverStoredAsTheSameBytes() {
        EncryptedMedia media = EncryptedFolder.newMedia();
        folder.put(media, new byte[100], List.of(10));
        byte[] first = folder.stored(media.id());

        folder.put(media, new byte[100], List.of(10));

        assertThat(folder.stored(media.id())).hasSameSizeAs(first).isNotEqualTo(first);
    }

    @Example
    void contentIsNowhereInWhatIsStored() {
        byte[] content = "a picture that nobody else shall see".repeat(10_000).getBytes(UTF_8);
        EncryptedMedia media = EncryptedFolder.newMedia();
        folder.put(media, content, List.of(4_096));

        assertThat(new String(folder.stored(media.id()), UTF_8)).doesNotContain("pict", "nobody");
    }

    private static byte[] within(byte[] content, ByteRange range) {
        long length = range.lengthWithin(content.length);
        return length == 0
                ? new byte[0]
                : Arrays.copyOfRange(content, (int) range.first(), (int) (range.first() + length));
    }

    /** The format, written out once more. */
    private static AesGcmHkdfStreaming tink(MediaKey key) throws Exception {
        return new AesGcmHkdfStreaming(key.bits(), "HmacSha256", 32, 65_536, 0);
    }

    private static byte[] bound(EncryptedMedia media) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (String field : List.of("parley/media/1", media.id().value(), media.context())) {
            out.writeInt(field.length());
            out.write(field.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
