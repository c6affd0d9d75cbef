package io.parley.api.degradation;

import io.parley.api.limits.MediaRequests;
import io.parley.contract.degradation.WorkClass;
import org.jspecify.annotations.Nullable;

/** To which class of work a request belongs, by its method and path alone: it must cost nothing to refuse one. */
final class WorkClasses {

    private static final String CHATS = "/v1/chats";

    private WorkClasses() {}

    /**
     * The class of a request.
     *
     * @param path as it was sent, without a query
     */
    static WorkClass of(String method, String path) {
        String ofChat = ofChat(path);
        if (ofChat != null) {
            return ofChat(method, path, ofChat);
        }
        if (MediaRequests.isAny(path)) {
            return WorkClass.MEDIA;
        }
        return switch (path) {
            case "/v1/presence" -> WorkClass.PRESENCE;
            case "/v1/receipts" -> WorkClass.RECEIPTS;
            case CHATS -> isRead(method) ? WorkClass.HISTORY : WorkClass.MESSAGES;
            default -> WorkClass.MESSAGES;
        };
    }

    /** Whether a request is one of the commands that come by the thousand: a message, or receipts. */
    static boolean isOfMany(String method, String path) {
        return method.equals("POST") && (path.equals("/v1/receipts") || "messages".equals(ofChat(path)));
    }

    private static WorkClass ofChat(String method, String path, String ofChat) {
        if (ofChat.equals("typing")) {
            return WorkClass.TYPING;
        }
        if (isRead(method) && (ofChat.equals("messages") || isOfMessage(ofChat))) {
            return WorkClass.HISTORY;
        }
        return MediaRequests.isAny(path) ? WorkClass.MEDIA : WorkClass.MESSAGES;
    }

    /** What of a chat a path names, such as {@code messages}; null if it names none. */
    private static @Nullable String ofChat(String path) {
        int id = CHATS.length() + 1;
        if (!path.startsWith(CHATS) || path.length() <= id || path.charAt(id - 1) != '/') {
            return null;
        }
        int end = path.indexOf('/', id);
        return end > id ? path.substring(end + 1) : null;
    }

    private static boolean isOfMessage(String ofChat) {
        int id = "messages/".length();
        int end = ofChat.indexOf('/', id);
        if (!ofChat.startsWith("messages/") || end <= id) {
            return false;
        }
        String list = ofChat.substring(end + 1);
        return list.equals("receipts") || list.equals("deliveries");
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }
}
