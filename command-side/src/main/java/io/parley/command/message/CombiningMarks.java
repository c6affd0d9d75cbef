package io.parley.command.message;

/**
 * Breaks up piles of combining marks with an invisible joiner, in the manner of the stream-safe text process (UAX #15,
 * section 13). No language piles up more than a few, but the cost of sorting a pile into canonical order grows with the
 * square of its height. Text with no such pile stays as it is.
 */
final class CombiningMarks {

    /** The standard's figure: far beyond what any writing system needs. */
    private static final int MAX_PILE = 30;

    private static final int JOINER = 0x034F;

    private CombiningMarks() {}

    static String breakUp(String text) {
        StringBuilder broken = new StringBuilder(text.length());
        int pile = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            pile = isPiled(codePoint) ? pile + 1 : 0;
            if (pile > MAX_PILE) {
                broken.appendCodePoint(JOINER);
                pile = 1;
            }
            broken.appendCodePoint(codePoint);
            i += Character.charCount(codePoint);
        }
        return broken.length() == text.length() ? text : broken.toString();
    }

    static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** The joiner is a mark by category, but nothing is sorted past it. */
    private static boolean isPiled(int codePoint) {
        return codePoint != JOINER && isMark(codePoint);
    }
}
