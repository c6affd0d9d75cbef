package io.parley.api.limits;

import java.util.regex.Pattern;

/** Which requests carry media, by their path alone: where nothing but the path is known yet. */
public final class MediaRequests {

    private static final Pattern UPLOAD = Pattern.compile("/v1/chats/[^/?]+/(?:media|uploads)(?:[/?].*)?");
    private static final Pattern DOWNLOAD = Pattern.compile("/v1/media/.*");

    private MediaRequests() {}

    static boolean isUpload(String path) {
        return UPLOAD.matcher(path).matches();
    }

    /** Whether media come or go there. */
    public static boolean isAny(String path) {
        return isUpload(path) || DOWNLOAD.matcher(path).matches();
    }
}
