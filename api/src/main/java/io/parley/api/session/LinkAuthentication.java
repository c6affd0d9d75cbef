package io.parley.api.session;

import io.parley.contract.id.MediaId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;

/** A link to media as presented, not yet found good. It stands for its holder on the paths of those media alone. */
final class LinkAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;
    private static final Pattern MEDIA = Pattern.compile("/v1/media/([0-9a-fA-F-]{36})(?:/thumbnail)?");
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final String token;
    private final transient MediaId mediaId;

    private LinkAuthentication(String token, MediaId mediaId) {
        super(List.of());
        this.token = token;
        this.mediaId = mediaId;
    }

    /** The link with which a request comes; empty if it reads no media, or comes without one. */
    static Optional<Authentication> presented(ServerHttpRequest request) {
        if (!READS.contains(request.getMethod())) {
            return Optional.empty();
        }
        String token = request.getQueryParams().getFirst(MediaLinks.PARAMETER);
        Matcher path = MEDIA.matcher(request.getPath().pathWithinApplication().value());
        if (token == null || !path.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LinkAuthentication(token, MediaId.valueOf(path.group(1))));
        } catch (IllegalArgumentException noIdAtAll) {
            return Optional.empty();
        }
    }

    String token() {
        return token;
    }

    MediaId mediaId() {
        return mediaId;
    }

    @Override
    public Object getCredentials() {
        return token;
    }

    @Override
    public Object getPrincipal() {
        return "link";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkAuthentication that && token.equals(that.token) && mediaId.equals(that.mediaId);
    }

    @Override
    public int hashCode() {
        return token.hashCode();
    }
}
