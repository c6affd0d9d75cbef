package io.parley.command.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.parley.contract.Confidential;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.message.MessageContent;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageParserTest {

    private final MessageParser parser = new MessageParser();

    @Test
    void plainTextStaysAsItIs() {
        assertThat(parse("  Hello,\n\tworld! "))
                .isEqualTo(new MessageContent("  Hello,\n\tworld! ", java.util.List.of(), java.util.List.of()));
    }

    @Test
    void textIsComposed() {
        assertThat(parse("cafe\u0301").text()).isEqualTo("caf\u00e9");
        assertThat(parse("\u1112\u1161\u11ab").text()).isEqualTo("\ud55c");
    }

    @Test
    void theLengthIsCountedInCodePoints() {
        assertThat(parse("\ud83d\ude00".repeat(4_096)).text()).hasSize(8_192);
        assertRefused("\ud83d\ude00".repeat(4_097), "must have at most 4096 code points");
    }

    @Test
    void theLengthIsCountedAfterComposition() {
        assertThat(parse("e\u0301".repeat(4_096)).text()).hasSize(4_096);
        assertThat(parse("\u03b1\u0313\u0300\u0345".repeat(4_096)).text()).hasSize(4_096);
        assertRefused("e\u0301".repeat(4_097), "must have at most 4096 code points");
    }

    @Test
    void textThatGrowsInNormalisationIsCountedAfterIt() {
        assertRefused("\u0958".repeat(4_096), "must have at most 4096 code points");
    }

    @Test
    void aMillionCharactersAreRefusedAsTooLong() {
        assertRefused("x".repeat(1_000_000), "must have at most 4096 code points");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\t \n", "\u00a0", "\u3000\u2003"})
    void blankTextIsRefused(String blank) {
        assertRefused(blank, "must not be blank");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x07, 0x08, 0x0b, 0x0c, 0x0d, 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9f})
    void controlCharactersAreRefused(int control) {
        assertRefused(
                "a" + Character.toString(control) + "b",
                "must not have control characters other than tab and line feed");
    }

    @Test
    void noControlCharacterButTabAndLineFeedIsAccepted() {
        String accepted = IntStream.rangeClosed(0, 0x10ffff)
                .filter(codePoint -> Character.getType(codePoint) == Character.CONTROL)
                .filter(codePoint -> isAccepted("a" + Character.toString(codePoint)))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        assertThat(accepted).isEqualTo("\t\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "a\ud83db", "\ude00\ud83d"})
    void unpairedSurrogatesAreRefused(String broken) {
        assertRefused(broken, "must be well-formed Unicode, without unpaired surrogates");
    }

    @Test
    void emojiWithJoinersAndSelectorsStayAsTheyAre() {
        String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \u2764\ufe0f 1\ufe0f\u20e3";

        assertThat(parse(family).text()).isEqualTo(family);
    }

    @Test
    void aPileOfMarksIsBrokenUp() {
        String piled = "z" + "\u0323\u0301".repeat(500);

        MessageContent content = parse(piled);

        assertThat(content.text()).contains("\u034f");
        assertThat(parse(content.text())).isEqualTo(content);
    }

    @Test
    void marksThatStandForTwoAreBrokenUpAsWell() {
        MessageContent content = parse("z" + "\u0344".repeat(30));

        assertThat(parse(content.text())).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    @bob                                  | bob
                    hi @bob!                              | bob
                    (@bob)                                | bob
                    "@bob"                                | bob
                    .@bob                                 | bob
                    cc:@bob,@carol;@dave                  | bob carol dave
                    @bob's turn                           | bob
                    @bob. @carol- @dave...                | bob carol dave
                    @bob @carol @bob                      | bob carol
                    @a_1 @___                             | a_1 ___
                    @ab                                   |
                    @Bob                                  |
                    @bobSmith                             |
                    @bob\u00e9                            |
                    @bob\u0301                            |
                    bob@example.com                       |
                    bob.smith@example.com                 |
                    "bob"@example.com                     |
                    \u00e4@bob                            |
                    a@bob                                 |
                    _@bob                                 |
                    @@bob                                 |
                    @bob@example                          |
                    @bob.smith                            |
                    @bob-smith                            |
                    https://example.com/@bob              |
                    https://example.com/@bob and @carol   | carol
                    ftp://example.com/(@bob)              |
                    /@bob                                 |
                    @abcdefghijklmnopqrstuvwxyz1234       | abcdefghijklmnopqrstuvwxyz1234
                    @abcdefghijklmnopqrstuvwxyz12345      |
                    @abcdefghijklmnopqrstuvwxyz123456     |
                    @ bob                                 |
                    @                                     |
                    """)
    void mentionsStandByThemselves(String text, @org.jspecify.annotations.Nullable String handles) {
        assertThat(String.join(" ", parse(text).mentions())).isEqualTo(handles == null ? "" : handles);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    https://example.com                         | https://example.com
                    see http://example.com/a?b=c#d.             | http://example.com/a?b=c#d
                    (see https://example.com)                   | https://example.com
                    https://en.wikipedia.org/wiki/Go_(game)     | https://en.wikipedia.org/wiki/Go_(game)
                    (https://en.wikipedia.org/wiki/Go_(game))   | https://en.wikipedia.org/wiki/Go_(game)
                    https://example.com, https://example.org!   | https://example.com https://example.org
                    <https://example.com>                       | https://example.com
                    "https://example.com"                       | https://example.com
                    HTTPS://EXAMPLE.COM                         | HTTPS://EXAMPLE.COM
                    https://m\u00fcnchen.example/stra\u00dfe    | https://m\u00fcnchen.example/stra\u00dfe
                    http://\u4f8b\u3048.jp                      | http://\u4f8b\u3048.jp
                    http://localhost:8080/x                     | http://localhost:8080/x
                    http://[::1]:8080/                          | http://[::1]:8080/
                    https://user@example.com/                   | https://user@example.com/
                    https://a.example https://a.example         | https://a.example
                    http://                                     |
                    http://.                                    |
                    http:///path                                |
                    http://?q                                   |
                    http://user@/                               |
                    http:example.com                            |
                    ftp://example.com                           |
                    javascript://example.com                    |
                    xhttp://example.com                         |
                    mailto:bob@example.com                      |
                    www.example.com                             |
                    """)
    void linksEndWhereTheyEnd(String text, @org.jspecify.annotations.Nullable String links) {
        assertThat(String.join(" ", parse(text).links())).isEqualTo(links == null ? "" : links);
    }

    @Test
    void onlySoManyMentionsAndLinksArePickedOut() {
        String text = IntStream.rangeClosed(100, 200)
                .mapToObj(n -> "@u" + n + " http://a/" + n)
                .collect(Collectors.joining(" "));

        MessageContent content = parse(text);

        assertThat(content.mentions()).hasSize(50).startsWith("u100", "u101").endsWith("u149");
        assertThat(content.links()).hasSize(50).startsWith("http://a/100").endsWith("http://a/149");
        assertThat(content.text()).isEqualTo(text);
    }

    private MessageContent parse(String text) {
        return parser.parse(new Confidential(text));
    }

    private boolean isAccepted(String text) {
        try {
            parse(text);
            return true;
        } catch (Rejection rejection) {
            return false;
        }
    }

    private void assertRefused(String text, String why) {
        Rejection rejection = catchThrowableOfType(Rejection.class, () -> parse(text));
        assertThat(rejection.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(rejection.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("text");
            assertThat(error.message()).isEqualTo(why);
        });
    }
}
