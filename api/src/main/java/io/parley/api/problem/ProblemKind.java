package io.parley.api.problem;

import io.parley.contract.error.ErrorCode;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * What HTTP makes of an {@link ErrorCode}: the one place that says so, for answers and for the API document alike.
 *
 * @param code the code
 * @param status the status
 * @param title what it means, for people, the same at each occurrence
 */
public record ProblemKind(ErrorCode code, HttpStatusCode status, String title) {

    /** What the protocol tus says if a checksum does not match; no other standard has it. */
    private static final HttpStatusCode CHECKSUM_MISMATCH = HttpStatusCode.valueOf(460);

    /** The kind of problem that a code is. */
    public static ProblemKind of(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST -> of(code, HttpStatus.BAD_REQUEST, "The request is not valid");
            case UNAUTHORIZED -> of(code, HttpStatus.UNAUTHORIZED, "A valid bearer token is needed");
            case BAD_CREDENTIALS -> of(code, HttpStatus.UNAUTHORIZED, "The credentials are not valid");
            case FORBIDDEN -> of(code, HttpStatus.FORBIDDEN, "This is not allowed to you");
            case NOT_FOUND -> of(code, HttpStatus.NOT_FOUND, "There is no such path");
            case USER_NOT_FOUND -> of(code, HttpStatus.NOT_FOUND, "There is no such user");
            case SESSION_NOT_FOUND -> of(code, HttpStatus.NOT_FOUND, "There is no such session");
            case CHAT_NOT_FOUND -> of(code, HttpStatus.NOT_FOUND, "There is no such chat");
            case MEMBER_NOT_FOUND -> of(code, HttpStatus.NOT_FOUND, "There is no such member");
            case MESSAGE_NOT_FOUND -> of(code, HttpStatus.NOT_FOUND, "There is no such message");
            case CHAT_GONE -> of(code, HttpStatus.GONE, "The chat is gone");
            case TTL_CHANGED_TOO_OFTEN -> of(code, HttpStatus.CONFLICT, "The time to live was shortened too often");
            case CHAT_HELD -> of(code, HttpStatus.CONFLICT, "The chat is under a legal hold");
            case KEYS_FIXED -> of(code, HttpStatus.CONFLICT, "The key file cannot be changed");
            case HANDLE_TAKEN -> of(code, HttpStatus.CONFLICT, "The handle is taken");
            case MESSAGE_ID_REUSED -> of(code, HttpStatus.CONFLICT, "The message id was used before");
            case REPLY_NOT_FOUND -> of(code, HttpStatus.UNPROCESSABLE_CONTENT, "The message replied to is not here");
            case MEDIA_NOT_FOUND -> of(code, HttpStatus.NOT_FOUND, "There are no such media");
            case MEDIA_NOT_ATTACHABLE -> of(code, HttpStatus.UNPROCESSABLE_CONTENT, "The media cannot be sent here");
            case UPLOAD_NOT_FOUND -> of(code, HttpStatus.NOT_FOUND, "There is no such upload");
            case UPLOAD_GONE -> of(code, HttpStatus.GONE, "The upload is gone");
            case UPLOAD_OFFSET_CONFLICT -> of(code, HttpStatus.CONFLICT, "The upload is at another offset");
            case UPLOAD_LOCKED -> of(code, HttpStatus.LOCKED, "Another request works on the upload");
            case TOO_MANY_UPLOADS -> of(code, HttpStatus.TOO_MANY_REQUESTS, "Too many unfinished uploads");
            case CHECKSUM_MISMATCH -> of(code, CHECKSUM_MISMATCH, "The checksum does not match");
            case TUS_VERSION -> of(code, HttpStatus.PRECONDITION_FAILED, "This version of tus is not spoken here");
            case PRECONDITION_FAILED ->
                of(code, HttpStatus.PRECONDITION_FAILED, "The content is another one than was expected");
            case RANGE_NOT_SATISFIABLE ->
                of(code, HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "There is nothing in this range");
            case NOT_A_GROUP -> of(code, HttpStatus.UNPROCESSABLE_CONTENT, "This is for groups only");
            case GROUP_FULL -> of(code, HttpStatus.UNPROCESSABLE_CONTENT, "The group is full");
            case CHAT_WITH_ONESELF -> of(code, HttpStatus.UNPROCESSABLE_CONTENT, "A chat needs somebody else");
            case BLOCKED -> of(code, HttpStatus.FORBIDDEN, "You are blocked");
            case BLOCK_OF_ONESELF -> of(code, HttpStatus.UNPROCESSABLE_CONTENT, "A block needs somebody else");
            case TOO_MANY_BLOCKS -> of(code, HttpStatus.UNPROCESSABLE_CONTENT, "Too many blocks");
            case BEYOND_LAST_SEQUENCE -> of(code, HttpStatus.UNPROCESSABLE_CONTENT, "There is no such message yet");
            case METHOD_NOT_ALLOWED -> of(code, HttpStatus.METHOD_NOT_ALLOWED, "The path has no such method");
            case NOT_ACCEPTABLE -> of(code, HttpStatus.NOT_ACCEPTABLE, "There is no representation that you accept");
            case UNSUPPORTED_MEDIA_TYPE ->
                of(code, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body's media type is not taken here");
            case TOO_LARGE -> of(code, HttpStatus.CONTENT_TOO_LARGE, "The request is too large");
            case RATE_LIMITED -> of(code, HttpStatus.TOO_MANY_REQUESTS, "Too many requests");
            case NOT_YET -> of(code, HttpStatus.SERVICE_UNAVAILABLE, "The state asked for is not there yet");
            case OVERLOADED -> of(code, HttpStatus.SERVICE_UNAVAILABLE, "Too much work is under way");
            case SHED -> of(code, HttpStatus.SERVICE_UNAVAILABLE, "This is not served at the present service level");
            case UNAVAILABLE -> of(code, HttpStatus.SERVICE_UNAVAILABLE, "A part that is needed cannot be reached");
            case INTERNAL -> of(code, HttpStatus.INTERNAL_SERVER_ERROR, "The platform failed");
        };
    }

    /** The problem type: a name, not an address. */
    public String type() {
        return "urn:problem-type:parley:" + code.code();
    }

    private static ProblemKind of(ErrorCode code, HttpStatusCode status, String title) {
        return new ProblemKind(code, status, title);
    }
}
