package io.parley.command.message;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkSpan;
import org.nibor.autolink.LinkType;

/** Finds URLs in text, by the rules of a library that knows what punctuation after an URL means. */
final class Links {

    private static final String AFTER_SCHEME = "://";

    private final LinkExtractor extractor =
            LinkExtractor.builder().linkTypes(Set.of(LinkType.URL)).build();

    /** Where there are URLs of any scheme, in order. */
    List<LinkSpan> spans(String text) {
        return StreamSupport.stream(extractor.extractLinks(text).spliterator(), false)
                .toList();
    }

    /** The http and https links among the URLs, as they are written, each once. */
    List<String> httpOnly(String text, List<LinkSpan> spans, int limit) {
        return spans.stream()
                .map(span -> text.substring(span.getBeginIndex(), span.getEndIndex()))
                .filter(Links::isHttp)
                .distinct()
                .limit(limit)
                .toList();
    }

    private static boolean isHttp(String url) {
        int colon = url.indexOf(AFTER_SCHEME);
        String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https")) && hasHost(url, colon + AFTER_SCHEME.length());
    }

    /** Whether what lies between the scheme and the path, after any user, has a letter or digit of any script. */
    private static boolean hasHost(String url, int begin) {
        String authority = url.substring(begin, endOfAuthority(url, begin));
        return authority.substring(authority.lastIndexOf('@') + 1).codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static int endOfAuthority(String url, int begin) {
        int end = begin;
        while (end < url.length() && "/?#\\".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
