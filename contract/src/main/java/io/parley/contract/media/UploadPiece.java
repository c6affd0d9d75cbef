package io.parley.contract.media;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * A piece of an upload.
 *
 * @param offset where it begins: as many bytes as the upload has received
 * @param checksum what it must have, if its sender says so
 * @param bytes the piece, asked for no faster than the store takes it
 */
public record UploadPiece(long offset, Optional<Checksum> checksum, Flow.Publisher<ByteBuffer> bytes) {

    /**
     * A checksum that bytes must have.
     *
     * @param algorithm how it is computed
     * @param value the checksum
     */
    public record Checksum(Algorithm algorithm, byte[] value) {}

    /** How a checksum is computed. */
    public enum Algorithm {
        /** SHA-1, which every server of the protocol must know. */
        SHA1("sha1", "SHA-1"),
        /** SHA-256. */
        SHA256("sha256", "SHA-256");

        private final String protocolName;
        private final String platformName;

        Algorithm(String protocolName, String platformName) {
            this.protocolName = protocolName;
            this.platformName = platformName;
        }

        /** Its name in the protocol tus. */
        public String protocolName() {
            return protocolName;
        }

        /** Its name in the Java platform. */
        public String platformName() {
            return platformName;
        }
    }
}
