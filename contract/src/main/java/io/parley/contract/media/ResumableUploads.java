package io.parley.contract.media;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Uploads that come in pieces and go on after a break: of the connection, of this node, or of the way to another one. What an
 * upload has received is in the store, encrypted, when its offset says so, and stays there until the upload is complete, was given
 * up, or has had its time. Shared by all nodes.
 *
 * <p>Nothing here blocks. Work on one upload is done by one caller at a time; others hear {@code upload_locked}. It goes on when its
 * caller is no longer interested, so that what had come is kept; whoever it was is free a moment later. Stages fail with a
 * {@link io.parley.contract.error.Rejection}: {@code upload_not_found} also for somebody else's, {@code upload_gone} for what was
 * given up or has had its time, and whatever the content was refused with once it was; with {@link MediaStoreUnavailableException}
 * if the store does not do its work, which changes nothing but how far the upload has come.
 */
public interface ResumableUploads {

    /** How many bytes an upload may have. */
    long maxSize();

    /** Begins an upload. Refused: {@code too_large}, {@code too_many_uploads}, {@code chat_gone}. */
    CompletionStage<UploadState> begin(NewUpload upload);

    /** How far an upload has come. */
    CompletionStage<UploadState> find(UploadRef upload);

    /**
     * Takes a piece. Refused: {@code upload_offset_conflict}, {@code checksum_mismatch}, which keeps nothing of the piece, and
     * {@code too_large} for more bytes than were announced. If the piece's publisher fails, what had come is kept, unless there is a
     * checksum: that part of a piece tells nothing.
     *
     * @return how far it has come with that
     */
    CompletionStage<UploadState> append(UploadRef upload, UploadPiece piece);

    /**
     * Makes media of an upload of which all bytes are there: gives them to the {@link MediaIntake}, lets the caller make known what
     * came of that, and forgets the upload's own copy. After a failure or a crash it may be repeated, whatever the failure was: the
     * bytes are taken once, and what is made known is the same again. Refused: whatever the intake refuses, and
     * {@code upload_offset_conflict} if bytes are missing.
     *
     * @param makeKnown sends {@link MediaCommand.UploadMedia}
     * @return what came of making it known; empty if the upload was complete before
     */
    <A> CompletionStage<Optional<A>> finish(
            UploadRef upload, Function<MediaCommand.UploadMedia, CompletionStage<A>> makeKnown);

    /** Gives an upload up, at once and for good. What it made, if it was complete, is not touched. */
    CompletionStage<Void> terminate(UploadRef upload);
}
