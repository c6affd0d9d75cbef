package io.parley.contract.media;

import io.parley.contract.Confidential;

/**
 * An upload that is to begin.
 *
 * @param upload its identifiers; the media's are new
 * @param length how many bytes it will have
 * @param fileName the file's name as the client gave it; empty for none
 */
public record NewUpload(UploadRef upload, long length, Confidential fileName) {}
