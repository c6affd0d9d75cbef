package io.parley.command.message;

import io.parley.contract.Confidential;
import io.parley.contract.error.Rejection;
import io.parley.contract.message.MessageContent;
import java.text.Normalizer;
import java.util.List;
import org.nibor.autolink.LinkSpan;

/**
 * Reads a message's text: brings it into Unicode normalisation form C (UAX #15), refuses what is no text, and finds the
 * handles that it mentions and the links in it. Parsing what was parsed before changes nothing. The cost is linear in the
 * text's length, whatever the text.
 */
public final class MessageParser {

    /** The greatest length of a text, in code points after normalisation. */
    public static final int MAX_CODE_POINTS = 4_096;

    /** How many different handles, and how many different links, are picked out of one message; further ones stay text. */
    public static final int MAX_FINDINGS = 50;

    /** A code point takes at most four in decomposed form, so what is longer than this is too long in any form. */
    private static final int MAX_RAW_CODE_POINTS = 4 * MAX_CODE_POINTS;

    private final Links links = new Links();
    private final Mentions mentions = new Mentions();

    /**
     * Reads a text as the client gave it.
     *
     * @throws Rejection {@code invalid_request} for the field {@code text} if it is blank, too long, or holds control
     *     characters (but tab and line feed) or unpaired surrogates
     */
    public MessageContent parse(Confidential given) {
        return parse(given, false);
    }

    /**
     * As {@link #parse(Confidential)}; but beside media a text may be blank, which is then none at all.
     *
     * @param besideMedia whether the message bears media
     */
    public MessageContent parse(Confidential given, boolean besideMedia) {
        String raw = given.value();
        requireAtMost(MAX_RAW_CODE_POINTS, raw);
        raw.codePoints().forEach(MessageParser::requireTextual);
        String text = normalised(raw);
        requireAtMost(MAX_CODE_POINTS, text);
        if (text.codePoints().allMatch(MessageParser::isSpace)) {
            return nothing(besideMedia);
        }
        List<LinkSpan> spans = links.spans(text);
        return new MessageContent(
                text, mentions.find(text, spans, MAX_FINDINGS), links.httpOnly(text, spans, MAX_FINDINGS));
    }

    private static MessageContent nothing(boolean besideMedia) {
        if (!besideMedia) {
            throw refused("must not be blank");
        }
        return new MessageContent("", List.of(), List.of());
    }

    /** Piles are broken up before, for the cost of normalising grows with their square, and after, for it can lengthen them. */
    private static String normalised(String raw) {
        return CombiningMarks.breakUp(Normalizer.normalize(CombiningMarks.breakUp(raw), Normalizer.Form.NFC));
    }

    private static void requireAtMost(int limit, String text) {
        if (text.length() > limit && text.codePointCount(0, text.length()) > limit) {
            throw refused("must have at most " + MAX_CODE_POINTS + " code points");
        }
    }

    private static void requireTextual(int codePoint) {
        if (Character.isISOControl(codePoint) && codePoint != '\t' && codePoint != '\n') {
            throw refused("must not have control characters other than tab and line feed");
        }
        if (Character.getType(codePoint) == Character.SURROGATE) {
            throw refused("must be well-formed Unicode, without unpaired surrogates");
        }
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    private static Rejection refused(String why) {
        return Rejection.invalid("text", why);
    }
}
