package io.parley.api.session;

import io.parley.api.limits.MediaLimits;
import io.parley.contract.id.MediaId;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Makes links for {@code <img>} and {@code <video>}, which set no header. A link is a token of its own kind: it opens some media and
 * nothing else, for the one who asked for it, whose session and access are looked at each time that it is opened. So it ends with
 * the session, the membership and the message, whatever it says of its time.
 */
@Component
public final class MediaLinks {

    /** The parameter of the query that has the token. */
    public static final String PARAMETER = "link";

    private final Tokens tokens;
    private final Duration life;

    MediaLinks(Tokens tokens, TokenProperties properties, MediaLimits limits) {
        this.tokens = tokens;
        // closed sessions are remembered for as long as an access token lasts
        this.life = limits.linkLife().compareTo(properties.access()) < 0 ? limits.linkLife() : properties.access();
    }

    /** How long a new link can be opened. */
    public Duration life() {
        return life;
    }

    /** The query that opens some media for a caller. */
    public String query(Caller caller, MediaId mediaId) {
        return PARAMETER + "=" + tokens.link(caller, mediaId, life);
    }
}
