package io.parley.app.operator;

import io.parley.app.client.Http;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Lists that come in pages. */
final class PagedList {

    private PagedList() {}

    /**
     * Goes through all pages.
     *
     * @param path of the list, with what is asked of it if anything
     * @return how many there are
     */
    static int each(Http http, String token, String path, Consumer<JsonNode> taker) {
        int found = 0;
        String separator = path.contains("?") ? "&" : "?";
        String cursor = "";
        do {
            JsonNode page = http.get(path + cursor, token);
            page.path("items").forEach(taker);
            found += page.path("items").size();
            String next = page.path("next").stringValue(null);
            cursor = next == null ? "" : separator + "cursor=" + next;
        } while (!cursor.isEmpty());
        return found;
    }
}
