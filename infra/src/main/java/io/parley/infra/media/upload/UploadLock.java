package io.parley.infra.media.upload;

import io.parley.contract.media.MediaContent;
import java.util.UUID;

/**
 * An upload that one caller works on.
 *
 * @param row as it was when it was locked
 * @param holder who works on it
 * @param content its name and the key of its parts, or what it was found to be
 */
record UploadLock(UploadRow row, UUID holder, MediaContent content) {}
