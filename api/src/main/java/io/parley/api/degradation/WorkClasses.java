package io.parley.api.degradation;

import io.parley.contract.degradation.WorkClass;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** To which class of work a request belongs, by its method and path alone: it must cost nothing to refuse one. */
final class WorkClasses {

    private static final String CHATS = "/v1/chats";
    private static final Pattern TYPING = Pattern.compile("/v1/chats/[^/]+/typing");
    private static final Pattern MEDIA = Pattern.compile("/v1/media/.*|/v1/chats/[^/]+/(?:media|uploads)(?:/.*)?");
    private static final Pattern HISTORY =
            Pattern.compile("/v1/chats/[^/]+/messages(?:/[^/]+/(?:receipts|deliveries))?");

    private WorkClasses() {}

    static WorkClass of(ServerHttpRequest request) {
        String path = request.getPath().pathWithinApplication().value();
        if (path.startsWith(CHATS)) {
            return inChats(path, isRead(request.getMethod()));
        }
        if (path.equals("/v1/presence")) {
            return WorkClass.PRESENCE;
        }
        if (path.equals("/v1/receipts")) {
            return WorkClass.RECEIPTS;
        }
        return MEDIA.matcher(path).matches() ? WorkClass.MEDIA : WorkClass.MESSAGES;
    }

    private static WorkClass inChats(String path, boolean isRead) {
        if (TYPING.matcher(path).matches()) {
            return WorkClass.TYPING;
        }
        if (MEDIA.matcher(path).matches()) {
            return WorkClass.MEDIA;
        }
        boolean isList = path.equals(CHATS) || HISTORY.matcher(path).matches();
        return isRead && isList ? WorkClass.HISTORY : WorkClass.MESSAGES;
    }

    private static boolean isRead(HttpMethod method) {
        return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
    }
}
