package io.parley.contract.error;

import java.util.Locale;

/** The stable machine codes of refusals, as clients see them in a problem's {@code code} (in lower case). */
public enum ErrorCode {
    /** The request is malformed or a field breaks a rule; see the field errors. */
    INVALID_REQUEST,
    /** No valid bearer token. */
    UNAUTHORIZED,
    /** Handle and password do not match an account, or the refresh token is not valid. */
    BAD_CREDENTIALS,
    /** The caller sees it but may not do it. */
    FORBIDDEN,
    /** No such path. */
    NOT_FOUND,
    /** No such user. */
    USER_NOT_FOUND,
    /** No such session, or it is somebody else's. */
    SESSION_NOT_FOUND,
    /** No such chat, or the caller is not in it. */
    CHAT_NOT_FOUND,
    /** No such member in this group. */
    MEMBER_NOT_FOUND,
    /** No such message in this chat. */
    MESSAGE_NOT_FOUND,
    /** The chat expired or was purged. */
    CHAT_GONE,
    /** Messages with too many different ends wait in this chat for its time to live to be shortened again. */
    TTL_CHANGED_TOO_OFTEN,
    /** The chat is under a legal hold: nothing in it may be destroyed. */
    CHAT_HELD,
    /** The file with the key-encryption keys cannot be changed, so that keys cannot be rotated. */
    KEYS_FIXED,
    /** Another account has this handle. */
    HANDLE_TAKEN,
    /** The message id was used before, with other content, in another chat or by another sender. */
    MESSAGE_ID_REUSED,
    /** The message replied to is not in this chat. */
    REPLY_NOT_FOUND,
    /** No such media, or not for the caller, or their message is gone. */
    MEDIA_NOT_FOUND,
    /** The media cannot be sent: uploaded by somebody else, to another chat or too long ago, or in a message already. */
    MEDIA_NOT_ATTACHABLE,
    /** No such upload in this chat, or it is somebody else's. */
    UPLOAD_NOT_FOUND,
    /** The upload was given up, or has had its time. */
    UPLOAD_GONE,
    /** The upload has received another number of bytes than the request says. */
    UPLOAD_OFFSET_CONFLICT,
    /** Another request works on the upload just now. */
    UPLOAD_LOCKED,
    /** The user has as many unfinished uploads as one may have. */
    TOO_MANY_UPLOADS,
    /** The bytes that came have another checksum than the request says; they were discarded. */
    CHECKSUM_MISMATCH,
    /** The version of the protocol tus is not one that is spoken here. */
    TUS_VERSION,
    /** The content is another one than the request is made for. */
    PRECONDITION_FAILED,
    /** None of the ranges asked for are in the content. */
    RANGE_NOT_SATISFIABLE,
    /** What is wanted is for groups only. */
    NOT_A_GROUP,
    /** The group has as many members as it can. */
    GROUP_FULL,
    /** A direct chat needs somebody else. */
    CHAT_WITH_ONESELF,
    /** The other side has blocked the caller. */
    BLOCKED,
    /** Nobody can block themselves. */
    BLOCK_OF_ONESELF,
    /** The user has blocked as many others as one may. */
    TOO_MANY_BLOCKS,
    /** A receipt beyond the chat's last sequence. */
    BEYOND_LAST_SEQUENCE,
    /** The method is not allowed on this path. */
    METHOD_NOT_ALLOWED,
    /** No representation that the client accepts. */
    NOT_ACCEPTABLE,
    /** The body's media type is not one that this path takes. */
    UNSUPPORTED_MEDIA_TYPE,
    /** The body, the path or a header is larger than allowed. */
    TOO_LARGE,
    /** Too many requests; try again after {@code Retry-After}. */
    RATE_LIMITED,
    /** The read model has not got so far yet; try again after {@code Retry-After}. */
    NOT_YET,
    /** Too much work is under way; refused before it began. */
    OVERLOADED,
    /** This class of work is shed at the present service level. */
    SHED,
    /** A part that is needed, such as the store, cannot be reached. Whether a write took effect may be unknown: repeat it. */
    UNAVAILABLE,
    /** A defect of the platform. */
    INTERNAL;

    /** The code as clients see it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
