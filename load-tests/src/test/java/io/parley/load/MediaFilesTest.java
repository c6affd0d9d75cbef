package io.parley.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.load.MediaFile.Span;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class MediaFilesTest {

    private static final int MANY = 1_000;

    @Test
    void theyAreImagesAndSoundsThatOthersReadAndAsLargeAsIsAskedFor() throws Exception {
        for (MediaFile file : seen(MediaFiles.of(plan(20, 500, 900, 10)))) {
            assertThat(file.size()).isBetween(18_000, 920_000);
            ByteArrayInputStream bytes = new ByteArrayInputStream(file.bytes());
            if (file.contentType().equals("image/png")) {
                assertThat(ImageIO.read(bytes).getWidth()).isPositive();
            } else {
                assertThat(AudioSystem.getAudioInputStream(bytes).getFrameLength())
                        .isPositive();
            }
        }
    }

    @Test
    void thereAreSmallOnesLargeOnesOfBothKindsAndAFewThatAreLarger() {
        List<MediaFile> files = seen(MediaFiles.of(plan(20, 500, 900, 10)));

        assertThat(files).extracting(MediaFile::contentType).contains("image/png", "audio/wav");
        assertThat(files).anyMatch(file -> file.size() < 22_000).anyMatch(file -> file.size() > 850_000);
    }

    @Test
    void withoutAShareOfLargerOnesThereAreNone() {
        assertThat(seen(MediaFiles.of(plan(20, 30, 900, 0)))).allMatch(file -> file.size() < 32_000);
    }

    @Test
    void aPartIsToldFromAnother() {
        MediaFile file = MediaFile.of("a.wav", "audio/wav", new byte[] {1, 2, 3, 4, 5});
        Span span = new Span(1, 3);

        assertThat(span.asked()).isEqualTo("bytes=1-3");
        assertThat(span.answered(file)).isEqualTo("bytes 1-3/5");
        assertThat(file.isPart(span, new byte[] {2, 3, 4})).isTrue();
        assertThat(file.isPart(span, new byte[] {2, 3})).isFalse();
        assertThat(file.isPart(span, new byte[] {2, 3, 5})).isFalse();
        assertThat(file.isAll(new byte[] {1, 2, 3, 4})).isFalse();
    }

    @Test
    void spansLieWithinTheFile() {
        MediaFile file = MediaFile.of("a.wav", "audio/wav", new byte[10]);

        assertThat(Stream.generate(() -> MediaFiles.anySpan(file)).limit(MANY))
                .allMatch(span -> span.first() >= 0 && span.first() <= span.last() && span.last() < file.size());
    }

    private static List<MediaFile> seen(MediaFiles files) {
        MediaFile[] drawn = Stream.generate(files::any).limit(MANY).toArray(MediaFile[]::new);
        return Arrays.stream(drawn).distinct().toList();
    }

    private static MediaPlan plan(int smallest, int largest, int huge, int share) {
        Duration second = Duration.ofSeconds(1);
        return new MediaPlan(
                URI.create("http://127.0.0.1"), 1, 1, false, 1, 1, smallest, largest, huge, share, second, second, 200);
    }
}
