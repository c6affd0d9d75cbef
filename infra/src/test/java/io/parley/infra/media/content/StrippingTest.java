package io.parley.infra.media.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.error.ErrorCode;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrippingTest {

    private static final String PLACE = Pictures.PLACE;

    static Stream<Arguments> tagged() {
        return Stream.of(
                Arguments.of("JPEG", Pictures.photo(64, 48, 6)),
                Arguments.of("PNG", Pictures.taggedPng(64, 48, 6)),
                Arguments.of("GIF", Pictures.taggedGif(64, 48)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tagged")
    void noPlaceIsStoredAndNoPixelIsChanged(String name, byte[] upload) {
        Inspected inspected = Inspected.of(upload);

        assertThat(inspected.storedHas("GPS")).isFalse();
        assertThat(inspected.storedHas("xmp")).isFalse();
        assertThat(Pictures.pixels(inspected.stored())).isEqualTo(Pictures.pixels(upload));
    }

    static Stream<Arguments> plain() {
        return Stream.of(
                Arguments.of("JPEG", Pictures.jpeg(64, 48)),
                Arguments.of("progressive JPEG", Pictures.progressiveJpeg(64, 48)),
                Arguments.of("PNG", Pictures.png(64, 48)),
                Arguments.of("large PNG", Pictures.noisy("png", 200, 200)),
                Arguments.of("GIF", Pictures.gif(64, 48)),
                Arguments.of("WebM", Films.webm("webm", true)),
                Arguments.of("WAV", Films.wav()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plain")
    void whereThereIsNothingToStripTheBytesAreStoredAsTheyCame(String name, byte[] upload) {
        assertThat(Inspected.of(upload).stored()).isEqualTo(upload);
    }

    @Test
    void whatIsStoredOnceIsStoredThatWayForEver() {
        for (byte[] upload : new byte[][] {
            Pictures.photo(64, 48, 6),
            Pictures.taggedPng(64, 48, 8),
            Pictures.taggedGif(64, 48),
            Films.webp(64, 48, 6),
            Films.codedImage("heic", 64, 48),
            Films.film("qt  ", true)
        }) {
            byte[] once = Inspected.of(upload).stored();
            assertThat(Inspected.of(once).stored()).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void theOrientationIsKept(int orientation) {
        for (byte[] upload : new byte[][] {
            Pictures.photo(64, 48, orientation),
            Pictures.taggedPng(64, 48, orientation),
            Films.webp(64, 48, orientation)
        }) {
            Inspected once = Inspected.of(upload);

            assertThat(once.picture().orientation()).isEqualTo(orientation);
            assertThat(once.picture().shownWidth()).isEqualTo(orientation >= 5 ? 48 : 64);
            assertThat(Inspected.of(once.stored()).picture()).isEqualTo(once.picture());
        }
    }

    @Test
    void anUprightImageHasNoExifAtAll() {
        assertThat(Inspected.of(Pictures.photo(64, 48, 1)).stored()).isEqualTo(Pictures.jpeg(64, 48));
        assertThat(Inspected.of(Pictures.taggedPng(64, 48, 1)).storedHas("eXIf"))
                .isFalse();
    }

    @Test
    void anOrientationThatIsNoneIsIgnored() {
        assertThat(Inspected.of(Pictures.photo(64, 48, 9)).picture().orientation())
                .isEqualTo(1);
        assertThat(Inspected.of(Pictures.photo(64, 48, 0)).picture().orientation())
                .isEqualTo(1);
    }

    @Test
    void whatChangesAnImagesLookIsKept() {
        byte[] profile = Pictures.segment(0xE2, Bytes.text("ICC_PROFILE\0\1\1 of colours"));
        byte[] adobe = Pictures.segment(0xEE, Bytes.text("Adobe\0\144\0\0\0\0\1"));
        byte[] jpeg = Bytes.insert(Pictures.jpeg(64, 48), 2, Bytes.join(profile, adobe));

        assertThat(Inspected.of(jpeg).stored()).isEqualTo(jpeg);
        assertThat(Inspected.of(Pictures.taggedPng(64, 48, 1)).storedHas("pHYs"))
                .isTrue();
        assertThat(Inspected.of(Pictures.taggedGif(64, 48)).storedHas("NETSCAPE2.0"))
                .isTrue();
        assertThat(Inspected.of(Films.webp(64, 48, 1)).storedHas("ICCP")).isTrue();
    }

    @Test
    void whatStandsBehindAnImageIsNotStored() {
        for (byte[] image : new byte[][] {Pictures.jpeg(64, 48), Pictures.png(64, 48), Pictures.gif(64, 48)}) {
            byte[] upload = Bytes.join(image, Films.film("isom", true));

            assertThat(Inspected.of(upload).stored()).isEqualTo(image);
        }
    }

    @Test
    void aWebpKeepsItsSizesAndSaysNoMoreThanIsTrue() {
        byte[] upload = Films.webp(64, 48, 6);

        Inspected inspected = Inspected.of(upload);

        assertThat(inspected.storedHas("GPS")).isFalse();
        assertThat(inspected.stored()).hasSameSizeAs(upload);
        assertThat(Arrays.copyOf(inspected.stored(), 20)).isEqualTo(Arrays.copyOf(upload, 20));
        assertThat(inspected.stored()[20]).isEqualTo((byte) 0x28);
        assertThat(inspected.storedHas("XMP ")).isFalse();
        assertThat(inspected.storedHas("note")).isFalse();
        assertThat(inspected.storedHas("EXIF")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"avif", "heic", "mif1"})
    void aCodedImagesMetadataAreBlankWhereTheyStood(String brand) {
        byte[] upload = Films.codedImage(brand, 64, 48);

        Inspected inspected = Inspected.of(upload);

        assertThat(inspected.storedHas("GPS")).isFalse();
        assertThat(inspected.stored()).hasSameSizeAs(upload);
        assertThat(inspected.storedHas("pixels")).isTrue();
        assertThat(inspected.storedHas("MM\0*")).isTrue(); // readers want their Exif to be one
        assertThat(inspected.picture().shownWidth()).isEqualTo(48);
    }

    @Test
    void aCodedImageWhoseMetadataHaveGoneByIsRefused() {
        Inspected.assertNotTaken(Films.codedImageDescribedLate("heic"));
    }

    @Test
    void aCodedImageWhoseMetadataLieNowhereIsRefused() {
        byte[] ftyp = Films.brands("heic", "mif1");

        Inspected.assertNotTaken(Bytes.join(ftyp, Films.items(64, 48, 1_000_000, 21), Films.box("mdat", new byte[50])));
        Inspected.assertNotTaken(
                Bytes.join(ftyp, Films.items(64, 48, 0xFFFFFFFFL, 21), Films.box("mdat", new byte[50])));
        Inspected.assertNotTaken(Bytes.join(ftyp, Films.items(64, 48, 0, 21), Films.box("mdat", new byte[50])));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFilmDoesNotSayWhereItWasTakenWhereverItsDescriptionStands(boolean movieFirst) {
        byte[] upload = Films.film("qt  ", movieFirst);

        Inspected inspected = Inspected.of(upload);

        assertThat(inspected.storedHas("GPS")).isFalse();
        assertThat(inspected.storedHas("ISO6709")).isFalse();
        assertThat(inspected.storedHas("A title")).isTrue();
        assertThat(inspected.stored()).hasSameSizeAs(upload);
    }

    @Test
    void imagesOfTooManyPixelsAreRefusedBeforeAnybodyDecodesThem() {
        byte[] jpeg = Pictures.jpeg(64, 48);
        int frame = Bytes.indexOf(jpeg, "\u00ff\u00c0");
        System.arraycopy(Bytes.of(0x40, 0, 0x40, 0), 0, jpeg, frame + 5, 4);
        byte[] png = Pictures.png(64, 48);
        System.arraycopy(Bytes.be(1_000_001, 4), 0, png, 16, 4);
        System.arraycopy(Bytes.be(1, 4), 0, png, 20, 4);
        byte[] gif = Pictures.gif(64, 48);
        System.arraycopy(Bytes.of(0xFF, 0xFF, 0xFF, 0xFF), 0, gif, 6, 4);

        for (byte[] bomb : new byte[][] {
            jpeg, png, gif, Films.webp(16_000, 16_000, 1), Films.codedImage("avif", 1_000_000, 1_000_000)
        }) {
            assertThat(Inspected.refusal(bomb).code()).isEqualTo(ErrorCode.TOO_LARGE);
        }
    }

    @Test
    void boxesThatAreLargerThanWhatTheyAreInAreRefused() {
        byte[] film = Films.film("isom", true);
        int track = Bytes.indexOf(film, "trak");
        System.arraycopy(Bytes.be(0x7FFFFFFF, 4), 0, film, track - 4, 4);
        Inspected.assertNotTaken(film);

        byte[] none = Films.film("isom", true);
        System.arraycopy(Bytes.be(4, 4), 0, none, track - 4, 4);
        Inspected.assertNotTaken(none);
    }

    @Test
    void billionsOfExtentsOfNoBytesAreRefused() {
        byte[] locations = Films.fullBox("iloc", 2, Bytes.of(0, 0), Bytes.be(0xFFFFFFFFL, 4), new byte[200_000]);
        Arrays.fill(locations, 18, locations.length, (byte) 0xFF);
        byte[] meta = Films.fullBox("meta", 0, locations);

        Inspected.assertNotTaken(Bytes.join(Films.brands("heic", "mif1"), meta));
    }
}
