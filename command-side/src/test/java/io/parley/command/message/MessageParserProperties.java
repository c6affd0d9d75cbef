package io.parley.command.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.Confidential;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.message.MessageContent;
import io.parley.contract.user.Handles;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MessageParserProperties {

    private final MessageParser parser = new MessageParser();

    @Property(tries = 2_000)
    void anyTextIsReadOrRefused(@ForAll("texts") String text) {
        parse(text).ifPresent(content -> {
            assertThat(content.text()).isEqualTo(Normalizer.normalize(content.text(), Normalizer.Form.NFC));
            assertThat(content.text().codePointCount(0, content.text().length()))
                    .isBetween(1, 4_096);
        });
    }

    @Property(tries = 2_000)
    void parsingAgainChangesNothing(@ForAll("texts") String text) {
        parse(text).ifPresent(content -> assertThat(parse(content.text())).contains(content));
    }

    @Property(tries = 2_000)
    void whatIsFoundStandsInTheText(@ForAll("texts") String text) {
        parse(text).ifPresent(content -> {
            assertThat(content.mentions())
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(MessageParser.MAX_FINDINGS)
                    .allMatch(Handles::isValid)
                    .allMatch(handle -> content.text().contains("@" + handle));
            assertThat(content.links())
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(MessageParser.MAX_FINDINGS)
                    .allMatch(link -> link.regionMatches(true, 0, "http", 0, 4))
                    .allMatch(content.text()::contains);
        });
    }

    @Property(tries = 200)
    void aMentionIsFoundWhereverItStandsByItself(@ForAll("handles") String handle, @ForAll("spaces") String space) {
        assertThat(parse("so" + space + "@" + handle + space + "said"))
                .hasValueSatisfying(content -> assertThat(content.mentions()).containsExactly(handle));
    }

    /** What is quadratic takes seconds for what is linear in milliseconds; the bound is far from both. */
    @Example
    void theLongestHostileTextsCostLittle() {
        parse("warm-up @bob https://example.com/(");
        for (String unit : HOSTILE) {
            String text = unit.repeat(16_384 / unit.codePointCount(0, unit.length()));
            org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(2),
                    () -> {
                        for (int i = 0; i < 20; i++) {
                            parse(text);
                            parse(text.substring(0, text.offsetByCodePoints(0, 4_095)) + "!");
                        }
                    },
                    "too slow for repetitions of " + unit.codePoints().boxed().toList());
        }
    }

    private static final String[] HOSTILE = {
        "@",
        "@a",
        "@ab ",
        "@aaa@",
        ":",
        "://",
        "a://",
        "a://(",
        "http://",
        "http://(",
        "(",
        ")",
        "'",
        "\u0301",
        "\u0323\u0301",
        "\u0344",
        "e\u0301",
        "\u1161",
        "\u1112\u1161\u11ab",
        "\u0dd9\u0dcf\u0dca",
        "\ufdfa",
        "http://a",
        "http://a ",
        "@aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "+",
        ".http://",
        "1a://",
        "\ud83d\ude00"
    };

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(300),
                pieces().list().ofMaxSize(60).map(parts -> String.join("", parts)),
                pieces().list().ofMaxSize(4_200).map(parts -> String.join("", parts)));
    }

    @Provide
    Arbitrary<String> handles() {
        return Arbitraries.strings().withChars("abcxyz019_").ofMinLength(3).ofMaxLength(30);
    }

    @Provide
    Arbitrary<String> spaces() {
        return Arbitraries.of(" ", "\n", "\t", "\u00a0", ", ", " (", "\u2003");
    }

    private static Arbitrary<String> pieces() {
        return Arbitraries.of(
                "a",
                "Z",
                "9",
                "_",
                " ",
                "\n",
                "\t",
                "@",
                "@bob",
                "@carol_9",
                ".",
                ",",
                "-",
                "(",
                ")",
                "[",
                "]",
                "'",
                "\"",
                "<",
                ">",
                ":",
                "/",
                "http://",
                "https://",
                "HTTP://",
                "ftp://",
                "example.com",
                "?q=",
                "#f",
                "\u00e9",
                "e\u0301",
                "\u0301",
                "\u0323",
                "\u0344",
                "\u0345",
                "\u0dd9",
                "\u0dcf",
                "\u0dca",
                "\u1112",
                "\u1161",
                "\u11ab",
                "\u034f",
                "\u200d",
                "\ufe0f",
                "\ud83d\ude00",
                "\u0958",
                "\u2126",
                "\u3000");
    }

    private Optional<MessageContent> parse(String text) {
        try {
            return Optional.of(parser.parse(new Confidential(text)));
        } catch (Rejection rejection) {
            assertThat(rejection.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
            return Optional.empty();
        }
    }
}
