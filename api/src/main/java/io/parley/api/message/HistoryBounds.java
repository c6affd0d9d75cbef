package io.parley.api.message;

import io.parley.api.dispatch.Cursors;
import io.parley.api.dispatch.QueryNumbers;
import io.parley.contract.error.Rejection;
import io.parley.contract.message.MessagePage;
import io.parley.contract.message.MessageView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a history a page is from: given by the client in {@code before} and {@code after}, or by the cursor of the page
 * before it, which holds both.
 *
 * @param before upper bound of the sequence, exclusive
 * @param after lower bound of the sequence, exclusive
 */
record HistoryBounds(@Nullable Long before, @Nullable Long after) {

    static HistoryBounds of(@Nullable String before, @Nullable String after, @Nullable String cursor) {
        if (cursor == null) {
            return new HistoryBounds(QueryNumbers.sequence("before", before), QueryNumbers.sequence("after", after));
        }
        if (before != null || after != null) {
            throw Rejection.invalid(Cursors.PARAMETER, "must not be given with before or after, which it holds");
        }
        return of(Cursors.decode(cursor));
    }

    private static HistoryBounds of(String inner) {
        int comma = inner.indexOf(',');
        if (comma < 0 || inner.length() == 1) {
            throw Cursors.invalid();
        }
        return new HistoryBounds(bound(inner.substring(0, comma)), bound(inner.substring(comma + 1)));
    }

    private static @Nullable Long bound(String text) {
        return text.isEmpty() ? null : QueryNumbers.inCursor(text);
    }

    /** The cursor of the page that follows; null if there is none. */
    @Nullable
    String next(MessagePage page) {
        List<MessageView> items = page.items();
        if (!page.more() || items.isEmpty()) {
            return null;
        }
        HistoryBounds next = after == null
                ? new HistoryBounds(items.get(items.size() - 1).sequence(), null)
                : new HistoryBounds(before, items.get(0).sequence());
        return Cursors.encode(text(next.before) + "," + text(next.after));
    }

    private static String text(@Nullable Long bound) {
        return bound == null ? "" : bound.toString();
    }
}
