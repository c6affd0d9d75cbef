package io.parley.infra.media.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.infra.media.content.ContentFacts;
import io.parley.infra.media.content.Picture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ThumbnailsTest {

    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final ThumbnailProperties LIMITS =
            new ThumbnailProperties(1, 1, 100_000_000, 16_000_000, Duration.ofSeconds(20));

    private final Thumbnails thumbnails = new Thumbnails(LIMITS);

    @AfterEach
    void close() {
        thumbnails.close();
    }

    @ParameterizedTest
    @CsvSource({
        "jpeg, 640, 480, 320, 240",
        "png, 2000, 1000, 320, 160",
        "gif, 1000, 2000, 160, 320",
        "jpeg, 5000, 20, 320, 1",
        "png, 3, 2, 3, 2",
        "png, 320, 321, 319, 320"
    })
    void itIsAsLargeAsItMayBeAndNoLargerThanTheImage(
            String format, int width, int height, int itsWidth, int itsHeight) {
        byte[] image = encoded(format, drawn(width, height, BufferedImage.TYPE_INT_RGB));

        Thumbnail thumbnail = made(format, image, width, height, 1);

        assertThat(thumbnail.width()).isEqualTo(itsWidth);
        assertThat(thumbnail.height()).isEqualTo(itsHeight);
        BufferedImage decoded = decoded(thumbnail.bytes());
        assertThat(decoded.getWidth()).isEqualTo(itsWidth);
        assertThat(decoded.getHeight()).isEqualTo(itsHeight);
        assertThat(thumbnail.contentType()).isEqualTo("image/jpeg");
    }

    /** Where the corner is that is first in what is stored, and that which is at the end of the first row. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, 0",
        "2, 1, 0, 0, 0",
        "3, 1, 1, 0, 1",
        "4, 0, 1, 1, 1",
        "5, 0, 0, 0, 1",
        "6, 1, 0, 1, 1",
        "7, 1, 1, 1, 0",
        "8, 0, 1, 0, 0"
    })
    void itIsTurnedAsTheImageIsShown(int orientation, int redX, int redY, int blueX, int blueY) {
        byte[] image = encoded("png", drawn(640, 400, BufferedImage.TYPE_INT_RGB));

        Thumbnail thumbnail = made("png", image, 640, 400, orientation);

        assertThat(thumbnail.width()).isEqualTo(orientation >= 5 ? 200 : 320);
        BufferedImage decoded = decoded(thumbnail.bytes());
        assertThat(corner(decoded, redX, redY)).isEqualTo(Color.RED);
        assertThat(corner(decoded, blueX, blueY)).isEqualTo(Color.BLUE);
    }

    @Test
    void whatShinesThroughIsKept() {
        byte[] image = encoded("png", drawn(640, 400, BufferedImage.TYPE_INT_ARGB));

        Thumbnail thumbnail = made("png", image, 640, 400, 1);

        assertThat(thumbnail.contentType()).isEqualTo("image/png");
        assertThat(decoded(thumbnail.bytes()).getRGB(160, 195) >>> 24).isZero();
    }

    @Test
    void anImageMuchLargerThanTheWindowIsReadAllTheSame() {
        for (String format : new String[] {"png", "jpeg", "gif"}) {
            byte[] image = encoded(format, noise(1600, 1600));
            assertThat(image.length).isGreaterThan(1 << 20);

            assertThat(made(format, image, 1600, 1600, 1).width()).isEqualTo(320);
        }
    }

    /** One transparent pixel, lossless. */
    @Test
    void aWebpHasOneToo() {
        byte[] image = HexFormat.of().parseHex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700");

        Thumbnail thumbnail = made("webp", image, 1, 1, 1);

        assertThat(thumbnail.width()).isEqualTo(1);
        assertThat(thumbnail.contentType()).isEqualTo("image/png");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/heic", "image/avif", "video/mp4"})
    void whatNobodyDecodesHasNoneAndIsNotRead(String contentType) {
        ContentFacts facts = facts(contentType, 64, 48, 1);

        assertThat(thumbnails.of(facts, ThumbnailsTest::unread).blockOptional(AT_MOST))
                .isEmpty();
    }

    @Test
    void whatIsTooLargeToBeDecodedHasNoneAndIsNotRead() {
        Picture progressive = new Picture(6_000, 6_000, 1, true);
        ContentFacts facts = new ContentFacts("image/jpeg", 1, "", Optional.of(progressive));

        assertThat(thumbnails.of(facts, ThumbnailsTest::unread).blockOptional(AT_MOST))
                .isEmpty();
        assertThat(thumbnails
                        .of(facts("image/png", 20_000, 6_000, 1), ThumbnailsTest::unread)
                        .blockOptional(AT_MOST))
                .isEmpty();
    }

    private static Flux<ByteBuffer> unread() {
        return Flux.error(new AssertionError("nobody should read"));
    }

    @Test
    void anImageThatIsNoneHasNone() {
        Random random = new Random(3);
        for (String format : new String[] {"png", "jpeg", "gif"}) {
            byte[] image = encoded(format, drawn(200, 100, BufferedImage.TYPE_INT_RGB));
            for (int i = 0; i < 200; i++) {
                byte[] broken = image.clone();
                for (int j = 0; j < 20; j++) {
                    broken[20 + random.nextInt(broken.length - 20)] = (byte) random.nextInt();
                }
                ContentFacts facts = facts("image/" + format, 200, 100, 1);
                thumbnails.of(facts, () -> Flux.just(ByteBuffer.wrap(broken))).block(AT_MOST); // or one of what is left
            }
        }
        assertThat(thumbnails.of(facts("image/png", 9, 9, 1), Flux::empty).blockOptional(AT_MOST))
                .isEmpty();
    }

    @Test
    void aStoreThatFailsIsNoImageThatCannotBeDecoded() {
        ContentFacts facts = facts("image/png", 9, 9, 1);

        assertThatThrownBy(() -> thumbnails
                        .of(facts, () -> Flux.error(new IllegalStateException("away")))
                        .block(AT_MOST))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("away");
    }

    @Test
    void aStreamThatFallsSilentIsGivenUp() {
        ThumbnailProperties hasty = new ThumbnailProperties(1, 1, 100, 100, Duration.ofMillis(200));
        try (Thumbnails impatient = new Thumbnails(hasty)) {
            assertThat(impatient.of(facts("image/png", 9, 9, 1), Flux::never).blockOptional(AT_MOST))
                    .isEmpty();
        }
    }

    @Test
    void whatIsTooMuchIsRefusedAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        ContentFacts facts = facts("image/png", 9, 9, 1);
        Mono<Thumbnail> stuck = thumbnails.of(facts, () -> {
            begun.countDown();
            return Flux.never();
        });
        List<Disposable> waiting = new ArrayList<>();
        waiting.add(stuck.subscribe());
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        waiting.add(stuck.subscribe());

        assertThatThrownBy(() -> stuck.block(AT_MOST))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.OVERLOADED));

        waiting.forEach(Disposable::dispose);
    }

    private Thumbnail made(String format, byte[] image, int width, int height, int orientation) {
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int at = 0; at < image.length; at += 5_000) {
            buffers.add(ByteBuffer.wrap(image, at, Math.min(5_000, image.length - at)));
        }
        return thumbnails
                .of(facts("image/" + format, width, height, orientation), () -> Flux.fromIterable(buffers))
                .blockOptional(AT_MOST)
                .orElseThrow();
    }

    private static ContentFacts facts(String contentType, int width, int height, int orientation) {
        return new ContentFacts(contentType, 1, "", Optional.of(new Picture(width, height, orientation, false)));
    }

    /** Red in the upper left corner, blue in the upper right one; below, what was there before. */
    private static BufferedImage drawn(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height / 2);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width, height / 2);
        graphics.dispose();
        return image;
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    /** A little inside, since a JPEG blurs; and to its nearest pure colour. */
    private static Color corner(BufferedImage image, int x, int y) {
        int rgb = image.getRGB(x == 0 ? 20 : image.getWidth() - 21, y == 0 ? 20 : image.getHeight() - 21);
        return new Color(
                (rgb >> 16 & 0xFF) > 127 ? 255 : 0, (rgb >> 8 & 0xFF) > 127 ? 255 : 0, (rgb & 0xFF) > 127 ? 255 : 0);
    }

    private static byte[] encoded(String format, BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage decoded(byte[] image) {
        try {
            return ImageIO.read(new ByteArrayInputStream(image));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
