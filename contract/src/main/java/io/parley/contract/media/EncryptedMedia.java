package io.parley.contract.media;

/**
 * All that it takes to read an object: whoever keeps this, keeps it as ciphertext.
 *
 * @param id the object's name in the {@link MediaStore}
 * @param key its key, which no other object has
 * @param context where it belongs, such as whose it is. It is part of no byte that is stored, and what was written with one
 *     context cannot be read with another
 */
public record EncryptedMedia(MediaObjectId id, MediaKey key, String context) {}
