package io.parley.api.degradation;

import io.parley.api.limits.MediaRequests;
import io.parley.contract.degradation.WorkClass;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** To which class of work a request belongs, by its method and path alone: it must cost nothing to refuse one. */
final class WorkClasses {

    private static final Pattern TYPING = Pattern.compile("/v1/chats/[^/]+/typing");
    private static final Pattern HISTORY =
            Pattern.compile("/v1/chats/[^/]+/messages(?:/[^/]+/(?:receipts|deliveries))?");

    private WorkClasses() {}

    static WorkClass of(ServerHttpRequest request) {
        String path = request.getPath().pathWithinApplication().value();
        if (MediaRequests.isAny(path)) {
            return WorkClass.MEDIA;
        }
        if (path.equals("/v1/presence")) {
            return WorkClass.PRESENCE;
        }
        if (path.equals("/v1/receipts")) {
            return WorkClass.RECEIPTS;
        }
        if (TYPING.matcher(path).matches()) {
            return WorkClass.TYPING;
        }
        return isRead(request.getMethod()) && isList(path) ? WorkClass.HISTORY : WorkClass.MESSAGES;
    }

    private static boolean isList(String path) {
        return path.equals("/v1/chats") || HISTORY.matcher(path).matches();
    }

    private static boolean isRead(HttpMethod method) {
        return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
    }
}
