package io.parley.load;

import java.net.URI;

/** Reads what the system properties say about a run; all have defaults. */
final class Settings {

    private Settings() {}

    /** The server: {@code parley.url}. */
    static URI url() {
        URI url = URI.create(System.getProperty("parley.url", "http://127.0.0.1:8080"));
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("parley.url must be an http or https URL, not " + url);
        }
        return url;
    }

    /** Whether the next is begun when another is finished: {@code parley.load.loop}, {@code open} or {@code closed}. */
    static boolean isClosed() {
        String loop = System.getProperty("parley.load.loop", "open");
        if (loop.equals("open") || loop.equals("closed")) {
            return loop.equals("closed");
        }
        throw new IllegalArgumentException("parley.load.loop must be open or closed, not " + loop);
    }

    static int number(String property, int otherwise, int least, int most) {
        String text = System.getProperty(property, String.valueOf(otherwise));
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "%s must be a whole number from %d to %d, not %s".formatted(property, least, most, text));
    }
}
