package io.parley.command.message;

import io.parley.contract.user.Handles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nibor.autolink.LinkSpan;

/**
 * Finds mentions: an at-sign and a handle that stand by themselves. What is part of a word, an e-mail address, a domain or a
 * link mentions nobody.
 */
final class Mentions {

    /** The length of the longest handle; what goes on longer is none. */
    private static final int MAX_HANDLE = 30;

    /** Before the at-sign, these make it part of something else, such as an e-mail address or a path. */
    private static final String GLUE_BEFORE = "_@+-/=%&#$~\\";

    /** Behind the handle, these make it part of something else at once, or if a letter or digit follows them. */
    private static final String GLUE_BEHIND = "@";

    private static final String JOINTS_BEHIND = ".-";

    /** The handles mentioned outside of the links, in order of first mention, each once. */
    List<String> find(String text, List<LinkSpan> links, int limit) {
        Set<String> found = new LinkedHashSet<>();
        int from = 0;
        for (LinkSpan link : links) {
            findBetween(text, from, link.getBeginIndex(), limit, found);
            from = link.getEndIndex();
        }
        findBetween(text, from, text.length(), limit, found);
        return new ArrayList<>(found);
    }

    private static void findBetween(String text, int from, int to, int limit, Set<String> found) {
        int at = text.indexOf('@', from);
        while (at >= 0 && at < to && found.size() < limit) {
            int end = endOfHandle(text, at + 1);
            String handle = text.substring(at + 1, end);
            if (Handles.isValid(handle) && isFreeBefore(text, at) && isFreeBehind(text, end)) {
                found.add(handle);
            }
            at = text.indexOf('@', Math.max(end, at + 1));
        }
    }

    private static int endOfHandle(String text, int begin) {
        int end = begin;
        while (end < text.length() && end - begin <= MAX_HANDLE && isHandleCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isHandleCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }

    private static boolean isFreeBefore(String text, int at) {
        if (at == 0) {
            return true;
        }
        int before = text.codePointBefore(at);
        return !isWordCharacter(before) && GLUE_BEFORE.indexOf(before) < 0;
    }

    private static boolean isFreeBehind(String text, int end) {
        if (end == text.length()) {
            return true;
        }
        int behind = text.codePointAt(end);
        if (isWordCharacter(behind) || GLUE_BEHIND.indexOf(behind) >= 0) {
            return false;
        }
        return JOINTS_BEHIND.indexOf(behind) < 0
                || end + 1 == text.length()
                || !isWordCharacter(text.codePointAt(end + 1));
    }

    private static boolean isWordCharacter(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '_' || CombiningMarks.isMark(codePoint);
    }
}
