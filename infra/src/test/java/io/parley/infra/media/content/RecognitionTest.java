package io.parley.infra.media.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.error.ErrorCode;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecognitionTest {

    static Stream<Arguments> taken() {
        return Stream.of(
                Arguments.of("image/jpeg", Pictures.jpeg(64, 48)),
                Arguments.of("image/png", Pictures.png(64, 48)),
                Arguments.of("image/gif", Pictures.gif(64, 48)),
                Arguments.of("image/webp", Films.webp(64, 48, 1)),
                Arguments.of("image/avif", Films.codedImage("avif", 64, 48)),
                Arguments.of("image/heic", Films.codedImage("heic", 64, 48)),
                Arguments.of("audio/mpeg", Films.mp3(4)),
                Arguments.of("audio/aac", Films.adts(4)),
                Arguments.of("audio/wav", Films.wav()),
                Arguments.of("audio/ogg", Films.ogg("OpusHead")),
                Arguments.of("audio/ogg", Films.ogg("\u0001vorbis")),
                Arguments.of("audio/flac", Bytes.join(Bytes.text("fLaC"), new byte[100])),
                Arguments.of("audio/mp4", Films.sound("M4A ")),
                Arguments.of("audio/mp4", Films.sound("isom")),
                Arguments.of("video/mp4", Films.film("isom", true)),
                Arguments.of("video/mp4", Films.film("mp42", false)),
                Arguments.of("video/mp4", Films.film("3gp5", true)),
                Arguments.of("video/quicktime", Films.film("qt  ", false)),
                Arguments.of("video/webm", Films.webm("webm", true)),
                Arguments.of("audio/webm", Films.webm("webm", false)),
                Arguments.of("video/x-matroska", Films.webm("matroska", true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("taken")
    void whatIsTakenIsToldByItsContent(String type, byte[] upload) {
        assertThat(Inspected.of(upload).facts().contentType()).isEqualTo(type);
    }

    @Test
    void tagsBeforeASoundDoNotHideIt() {
        byte[] tags = Bytes.join(Bytes.text("ID3\4\0\0\0\0\1\0"), new byte[128]);

        assertThat(Inspected.of(Bytes.join(tags, Films.mp3(4))).facts().contentType())
                .isEqualTo("audio/mpeg");
        assertThat(Inspected.of(Bytes.join(tags, Films.adts(4))).facts().contentType())
                .isEqualTo("audio/aac");
        Inspected.assertNotTaken(Bytes.join(tags, Bytes.text("something else, long enough")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                "<?xml version=\"1.0\"?><svg/>",
                "<!DOCTYPE html><html></html>",
                "<script>alert(1)</script>",
                "#!/bin/sh\necho",
                "%PDF-1.7\n",
                "PK\u0003\u0004 and so on",
                "Rar!\u001a\u0007\u0001\0",
                "\u001f\u008b\b\0 gzip",
                "alert(1)",
                "just some text",
                "BM a bitmap of sorts",
                "\u0000\u0000\u0001\u0000 an icon"
            })
    void whatIsNoImageAudioOrVideoIsRefused(String text) {
        Inspected.assertNotTaken(Bytes.text(text));
    }

    @Test
    void nothingIsRefused() {
        Inspected.assertNotTaken(new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>",
                "<SCRIPT src=x>",
                "<html>",
                "<Svg onload=1>",
                "<?xml version='1.0'?>",
                "%PDF-1.4",
                "<?php "
            })
    void anImageThatCouldBeTakenForADocumentIsRefused(String markup) {
        byte[] comment = Pictures.segment(0xFE, Bytes.text(markup));
        byte[] gif = Pictures.gif(64, 48);
        byte[] text = Pictures.chunk("tEXt", Bytes.text("Comment\0" + markup));

        Inspected.assertNotTaken(Bytes.insert(Pictures.jpeg(64, 48), 2, comment));
        Inspected.assertNotTaken(Bytes.insert(Pictures.png(64, 48), 33, text));
        Inspected.assertNotTaken(Bytes.join(gif, Bytes.text(markup)));
    }

    @Test
    void aGifWhoseFirstLettersAreAScriptIsRefused() {
        byte[] script = Bytes.text("GIF89a=1;/*" + "x".repeat(300) + "*/alert(document.domain)");

        // its size would be that of the letters
        assertThat(Inspected.refusal(script).code()).isIn(ErrorCode.UNSUPPORTED_MEDIA_TYPE, ErrorCode.TOO_LARGE);
    }

    @Test
    void anArchiveBehindAnImageIsRefusedHoweverFarBehind() {
        byte[] archive =
                Bytes.join(Bytes.text("PK\u0003\u0004"), new byte[200], Bytes.text("PK\u0005\u0006"), new byte[18]);

        Inspected.assertNotTaken(Bytes.join(Pictures.jpeg(64, 48), archive));
        Inspected.assertNotTaken(Bytes.join(noise("png"), archive));
        Inspected.assertNotTaken(Bytes.join(Films.webp(64, 48, 1), new byte[10], archive));
    }

    private static byte[] noise(String format) {
        byte[] png = Pictures.noisy(format, 300, 300);
        assertThat(png.length).isGreaterThan(Passage.HEAD);
        return png;
    }

    @Test
    void aFilmsBrandIsNoSoundsAndAnUnknownOneIsRefused() {
        byte[] film = Films.film("isom", true);

        for (String brand : new String[] {"crx ", "jp2 ", "mjp2", "zzzz"}) {
            byte[] other = film.clone();
            System.arraycopy(Bytes.text(brand), 0, other, 8, 4);
            System.arraycopy(Bytes.text("zzzz"), 0, other, 16, 4);
            Inspected.assertNotTaken(other);
        }
    }

    @Test
    void anOggThatIsAFilmIsRefused() {
        Inspected.assertNotTaken(Films.ogg("\u0080theora"));
        Inspected.assertNotTaken(Bytes.join(Films.ogg("OpusHead"), Films.ogg("\u0080theora")));
    }

    @Test
    void aFewBytesOfAnythingAreNoSound() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);

            assertThat(Inspected.refusal(bytes).code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    @Test
    void elementsWithinElementsDoNotExhaustTheStack() {
        byte[] deep = new byte[Passage.HEAD];
        for (int i = 0; i < deep.length; i += 2) {
            deep[i] = (byte) 0xAE;
            deep[i + 1] = (byte) 0xFF;
        }

        byte[] upload = Bytes.join(
                Bytes.be(0x1A45DFA3L, 4), Bytes.of(0x80 | 7), Bytes.of(0x42, 0x82, 0x84), Bytes.text("webm"), deep);

        assertThat(Inspected.of(upload).facts().contentType()).isEqualTo("video/webm");
    }

    @Test
    void filmsSayHowLargeTheyAre() {
        assertThat(Inspected.of(Films.webm("webm", true)).picture()).isEqualTo(new Picture(640, 360, 1, true));
        assertThat(Inspected.of(Films.film("isom", true)).picture().shownWidth())
                .isEqualTo(360);
        assertThat(Inspected.of(Films.sound("M4A ")).facts().picture()).isEmpty();
    }
}
