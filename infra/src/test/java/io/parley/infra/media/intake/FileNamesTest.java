package io.parley.infra.media.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource({
        "photo.jpg, photo.jpg",
        "My holiday (1).JPG, My holiday (1).JPG",
        "Ferien in Ko\u0308ln.jpg, Ferien in K\u00f6ln.jpg",
        "\u65e5\u672c.jpg, \u65e5\u672c.jpg",
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67.jpg, \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67.jpg",
        "photo, photo",
        "v1.5, v1.5",
        "../../etc/passwd, passwd",
        "C:\\Users\\ann\\photo.jpg, photo.jpg",
        "a/b\\..\\c.jpg, c.jpg",
        "'photo\u202egpj.exe', photogpj.exe.jpg",
        "'a\u0000b\u0007c\u2028d.jpg', abcd.jpg",
        "'half \ud83d a pair.jpg', half  a pair.jpg",
        "'  .hidden.jpg . ', hidden.jpg",
        "'a<b>:\"c|d?*.jpg', a_b___c_d__.jpg",
        "x.html, x.html.jpg",
        "x.svg, x.svg.jpg",
        "x.exe, x.exe.jpg",
        "film.mp4, film.mp4",
        "'', image.jpg",
        "..., image.jpg",
        "/, image.jpg",
        "'\u202e\u200d', image.jpg",
    })
    void namesAreCleaned(String given, String cleaned) {
        assertThat(FileNames.clean(given, "image/jpeg")).isEqualTo(cleaned);
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, image.png",
        "image/webp, image.webp",
        "image/heic, image.heic",
        "video/mp4, video.mp4",
        "video/webm, video.webm",
        "video/quicktime, video.mov",
        "audio/mpeg, audio.mp3",
        "audio/wav, audio.wav",
        "audio/ogg, audio.ogg",
        "audio/flac, audio.flac",
    })
    void whatHasNoNameIsNamedByItsType(String contentType, String name) {
        assertThat(FileNames.clean("", contentType)).isEqualTo(name);
    }

    @Property
    void whateverIsGivenTheNameCanBeSaved(@ForAll String given) {
        String name = FileNames.clean(given, "image/jpeg");

        assertThat(name).isNotBlank().doesNotContain("/", "\\", "\u0000", "\n").doesNotStartWith(".");
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(FileNames.LONGEST);
        assertThat(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(name);
        assertThat(Normalizer.isNormalized(name, Normalizer.Form.NFC)).isTrue();
        assertThat(FileNames.clean(name, "image/jpeg")).as("cleaned already").isEqualTo(name);
    }

    @Property(tries = 200)
    void aLongNameKeepsItsEnding(@ForAll("letters") String letter) {
        String name = FileNames.clean(letter.repeat(300) + ".jpg", "image/jpeg");

        assertThat(name).endsWith(".jpg").startsWith(letter);
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(FileNames.LONGEST - 3, FileNames.LONGEST);
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> letters() {
        return net.jqwik.api.Arbitraries.of("a", "\u00e4", "\u65e5", "\ud83d\ude00");
    }
}
