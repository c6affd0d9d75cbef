package io.parley.infra.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.Confidential;
import io.parley.contract.crypto.Mac;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaDescription;
import io.parley.contract.media.MediaKey;
import io.parley.contract.message.MessageContent;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.WithNull;

class ContentFormatProperties {

    private static final AesKey KEY = new AesKey(new byte[32]);
    private static final MessageId FIRST = new MessageId(new UUID(0, 1));
    private static final MessageId SECOND = new MessageId(new UUID(0, 2));
    private static final MediaId PICTURE = new MediaId(new UUID(0, 1));
    private static final MediaDescription FACTS = new MediaDescription(
            "beach.jpg", "image/jpeg", 12_345, "ab".repeat(32), 640, 480, null, null, "LEHV6nWB2yk8");

    @Provide
    Arbitrary<String> texts() {
        return UnicodeText.upTo(300);
    }

    @Provide
    Arbitrary<List<String>> lists() {
        return UnicodeText.upTo(20).list().ofMaxSize(5);
    }

    @Property
    void anyMessageComesBackAsItWas(
            @ForAll("texts") String text, @ForAll("lists") List<String> mentions, @ForAll("lists") List<String> links) {
        MessageContent content = new MessageContent(text, mentions, links);

        assertThat(MessageCodec.decode(MessageCodec.encode(content))).isEqualTo(content);
    }

    @Property
    void anyNameComesBackAsItWas(@ForAll("texts") String text) {
        Confidential name = new Confidential(text);

        assertThat(NameCodec.decode(NameCodec.encode("displayName", name))).isEqualTo(name);
    }

    @Example
    void aMessageOfTheFirstVersionIsReadForEver() {
        byte[] stored =
                Padding.pad(versioned("{\"t\":\"hi @bo http://x.y\",\"m\":[\"bo\"],\"l\":[\"http://x.y\"],\"z\":{}}"));

        assertThat(MessageCodec.decode(stored))
                .isEqualTo(new MessageContent("hi @bo http://x.y", List.of("bo"), List.of("http://x.y")));
    }

    private static byte[] versioned(String json) {
        return ("\u0001" + json).getBytes(StandardCharsets.UTF_8);
    }

    @Example
    void aMessageWithoutMediaLooksAsItAlwaysDid() {
        byte[] stored = Padding.pad(versioned("{\"t\":\"hi @bo http://x.y\",\"m\":[\"bo\"],\"l\":[\"http://x.y\"]}"));

        assertThat(MessageCodec.encode(new MessageContent("hi @bo http://x.y", List.of("bo"), List.of("http://x.y"))))
                .isEqualTo(stored);
        assertThat(HexFormat.of()
                        .formatHex(ContentMac.compute(KEY, "hi", FIRST, null).bytes()))
                .isEqualTo("bdde136758ad6116b87a4b01e5de27dfc7f5d3638a0155a6465d19b68e7e784c");
    }

    @Property
    void mediaComeBackAsTheyWereByThemselvesAndInAMessage(
            @ForAll("texts") String text,
            @ForAll("texts") String name,
            @ForAll @WithNull Integer width,
            @ForAll @WithNull Long duration,
            @ForAll boolean small) {
        MediaDescription facts =
                new MediaDescription(name, "video/mp4", 7, "ab".repeat(32), width, null, duration, null, null);
        MediaContent media = new MediaContent(PICTURE, facts, key(1), small ? thumbnail() : null);
        MessageContent content = new MessageContent(text, List.of(), List.of(), media);

        assertThat(MediaCodec.decode(MediaCodec.encode(media))).isEqualTo(media);
        assertThat(MessageCodec.decode(MessageCodec.encode(content))).isEqualTo(content);
    }

    @Example
    void mediaOfTheFirstVersionAreReadForEver() {
        String key = "AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        String json = "{\"i\":\"00000000-0000-0000-0000-000000000001\",\"n\":\"beach.jpg\",\"c\":\"image/jpeg\","
                + "\"s\":12345,\"h\":\"" + "ab".repeat(32) + "\",\"x\":640,\"y\":480,\"p\":\"LEHV6nWB2yk8\",\"k\":\""
                + key + "\",\"t\":{\"k\":\"" + key + "\",\"c\":\"image/jpeg\",\"s\":321}}";
        MediaContent media = new MediaContent(PICTURE, FACTS, key(1), thumbnail());

        assertThat(MediaCodec.decode(Padding.pad(versioned(json)))).isEqualTo(media);
        assertThat(MediaCodec.encode(media)).isEqualTo(Padding.pad(versioned(json)));
    }

    @Example
    void mediaOfWhichSomethingIsMissingAreRefused() {
        for (String json : List.of("{}", "{\"i\":\"1-1\"}", "null", "{\"a\":{}}")) {
            assertThatThrownBy(() -> MediaCodec.decode(Padding.pad(versioned(json))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause();
        }
    }

    private static MediaContent.Preview thumbnail() {
        return new MediaContent.Preview(key(1), "image/jpeg", 321);
    }

    private static MediaKey key(int first) {
        byte[] encoded = new byte[1 + MediaKey.SIZE];
        encoded[0] = 1;
        encoded[1] = (byte) first;
        return MediaKey.decode(encoded);
    }

    @Example
    void shortMessagesAreAllOfOneSize() {
        MessageContent yes = new MessageContent("y", List.of(), List.of());
        MessageContent lunch = new MessageContent("lunch at one? @ann has a table for us", List.of("ann"), List.of());

        assertThat(MessageCodec.encode(yes)).hasSize(64);
        assertThat(MessageCodec.encode(lunch)).hasSize(64);
    }

    @Property
    void noiseIsRefusedWithoutBeingQuoted(@ForAll @Size(max = 300) byte[] noise) {
        byte[] padded = Padding.pad(noise);

        assertThatThrownBy(() -> MessageCodec.decode(padded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause();
    }

    @Property
    void whatIsNoJsonIsRefusedWithoutBeingQuoted(@ForAll("texts") String text) {
        byte[] padded = Padding.pad(versioned("!" + text));

        assertThatThrownBy(() -> MessageCodec.decode(padded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no message")
                .hasNoCause();
    }

    @Example
    void aMessageThatIsNothingIsRefused() {
        assertThatThrownBy(() -> MessageCodec.decode(Padding.pad(versioned("null"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<String> halves() {
        Arbitrary<String> half = Arbitraries.chars()
                .range(Character.MIN_SURROGATE, Character.MAX_SURROGATE)
                .map(String::valueOf);
        return half.map(one -> "a" + one + "b");
    }

    @Property(tries = 100)
    void halfACharacterIsRefusedRatherThanReplaced(@ForAll("halves") String text) {
        MessageContent content = new MessageContent(text, List.of(), List.of());

        assertThatThrownBy(() -> MessageCodec.encode(content)).satisfies(ContentFormatProperties::isInvalid);
        assertThatThrownBy(() -> NameCodec.encode("displayName", new Confidential(text)))
                .satisfies(ContentFormatProperties::isInvalid);
        assertThatThrownBy(() -> ContentMac.compute(KEY, text, null, null))
                .satisfies(ContentFormatProperties::isInvalid);
    }

    private static void isInvalid(Throwable refusal) {
        assertThat(refusal).isInstanceOf(Rejection.class);
        assertThat(((Rejection) refusal).code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Property
    void equalTextsInAnyNormalisationFormHaveOneMac(
            @ForAll("texts") String text, @ForAll Normalizer.Form one, @ForAll Normalizer.Form other) {
        Assume.that(canonical(one) && canonical(other));

        assertThat(ContentMac.compute(KEY, Normalizer.normalize(text, one), FIRST, null))
                .isEqualTo(ContentMac.compute(KEY, Normalizer.normalize(text, other), FIRST, null));
    }

    private static boolean canonical(Normalizer.Form form) {
        return form == Normalizer.Form.NFC || form == Normalizer.Form.NFD;
    }

    @Property
    void differentTextsHaveDifferentMacs(@ForAll("texts") String one, @ForAll("texts") String other) {
        Assume.that(!Normalizer.normalize(one, Normalizer.Form.NFC)
                .equals(Normalizer.normalize(other, Normalizer.Form.NFC)));

        assertThat(ContentMac.compute(KEY, one, null, null)).isNotEqualTo(ContentMac.compute(KEY, other, null, null));
    }

    @Property(tries = 100)
    void whatAMessageAnswersAndBearsIsPartOfItsMac(@ForAll("texts") String text) {
        List<Mac> macs = Arrays.asList(
                ContentMac.compute(KEY, text, null, null),
                ContentMac.compute(KEY, text, FIRST, null),
                ContentMac.compute(KEY, text, SECOND, null),
                ContentMac.compute(KEY, text, null, PICTURE),
                ContentMac.compute(KEY, text, FIRST, PICTURE),
                ContentMac.compute(KEY, text, null, new MediaId(new UUID(0, 2))),
                ContentMac.compute(new AesKey(filled()), text, SECOND, null));

        assertThat(macs).doesNotHaveDuplicates();
    }

    private static byte[] filled() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    }
}
