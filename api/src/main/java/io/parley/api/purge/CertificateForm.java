package io.parley.api.purge;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** What the API document says of a certificate, which is handed on as it was signed. A later version may have more in it. */
@Schema(
        name = "PurgeCertificate",
        description =
                "What was destroyed, by what rule or whom, and which keys went. It holds no text. The signature is over the "
                        + "canonical form (RFC 8785) of all but `signature`.")
record CertificateForm(
        @Schema(requiredMode = REQUIRED, minimum = "1", description = "The version of this format.")
        int version,

        @Schema(
                requiredMode = REQUIRED,
                allowableValues = {"retraction", "expiry", "purge", "erasure"})
        String kind,

        @Schema(requiredMode = NOT_REQUIRED, format = "uuid", description = "The chat; not of an erasure.")
        String chatId,

        @Schema(requiredMode = NOT_REQUIRED, format = "uuid", description = "The account, of an erasure alone.")
        String userId,

        @Schema(requiredMode = REQUIRED, minimum = "1", description = "The position in the log of what is certified.")
        long position,

        @Schema(requiredMode = REQUIRED, format = "uuid", description = "Which log that is.")
        String epoch,

        @Schema(requiredMode = REQUIRED) Instant at,

        @Schema(requiredMode = REQUIRED, description = "By whom.")
        Object by,

        @Schema(requiredMode = REQUIRED, description = "By what rule.")
        String rule,

        @Schema(requiredMode = REQUIRED) Messages messages,

        @ArraySchema(
                arraySchema = @Schema(requiredMode = REQUIRED, description = "The keys that were destroyed."),
                schema = @Schema(format = "uuid"))
        List<String> keys,

        @Schema(requiredMode = REQUIRED) Rotation rotation,

        @ArraySchema(arraySchema = @Schema(requiredMode = REQUIRED))
        List<Store> stores,

        @Schema(requiredMode = REQUIRED, description = "When it was written.")
        Instant issuedAt,

        @Schema(requiredMode = REQUIRED) Signature signature) {

    private static final String SHA_256 = "^[0-9a-f]{64}$";

    /** The messages that went: the first of them one by one, all of them in a digest. */
    @Schema(name = "PurgedMessages", description = "The messages that went: the first one by one, all in a digest.")
    record Messages(
            @Schema(requiredMode = REQUIRED, minimum = "0") long count,

            @ArraySchema(arraySchema = @Schema(requiredMode = REQUIRED, description = "Their sequences: from and to."))
            List<List<Long>> ranges,

            @Schema(requiredMode = REQUIRED, pattern = SHA_256)
            String digest,

            @ArraySchema(arraySchema = @Schema(requiredMode = REQUIRED))
            List<Message> items,

            @Schema(requiredMode = REQUIRED, minimum = "0", description = "How many are in the digest alone.")
            long omitted) {}

    /** A message that went. */
    @Schema(name = "PurgedMessage")
    record Message(
            @Schema(requiredMode = REQUIRED, format = "uuid")
            String messageId,

            @Schema(requiredMode = REQUIRED, minimum = "1") long sequence,

            @Schema(requiredMode = REQUIRED, pattern = SHA_256)
            String ciphertextSha256) {}

    /** The rotation of keys after which no backup yields anything of it. */
    @Schema(
            name = "PurgeRotation",
            description =
                    "The rotation of keys after which backups yield nothing of it either, or that it is still due.")
    record Rotation(
            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"due", "done"})
            String state,

            @Schema(requiredMode = NOT_REQUIRED, format = "uuid", description = "Which, once it is done.")
            String rotationId,

            @Schema(
                    requiredMode = NOT_REQUIRED,
                    format = "date-time",
                    description = "When it had ended, once it is done.")
            String endedAt) {}

    /** What was found in a store. */
    @Schema(name = "PurgedStore", description = "What was found and deleted in a store.")
    record Store(
            @Schema(requiredMode = REQUIRED) String store,
            @Schema(requiredMode = REQUIRED, minimum = "0") long deleted,

            @Schema(requiredMode = REQUIRED, minimum = "0", description = "What has yet to be deleted.")
            long remaining) {}

    /** The signature. */
    @Schema(name = "PurgeSignature")
    record Signature(
            @Schema(requiredMode = REQUIRED) String keyId,

            @Schema(requiredMode = REQUIRED, allowableValues = "Ed25519")
            String algorithm,

            @Schema(requiredMode = REQUIRED) String value) {}
}
