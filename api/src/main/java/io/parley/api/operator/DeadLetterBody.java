package io.parley.api.operator;

import io.parley.contract.deadletter.DeadLetterDetail;
import io.parley.contract.deadletter.DeadLetterDetail.CiphertextSize;
import io.parley.contract.deadletter.DeadLetters.Letter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event that is held back, as JSON; see {@link Letter}. */
@Schema(name = "DeadLetter")
record DeadLetterBody(
        @Schema(format = "uuid") String letterId,

        @Schema(description = "The projection that holds it back: its processing group.")
        String projection,

        @Schema(description = "What is kept in order: a chat, a user or a device.")
        String conversation,

        @Schema(minimum = "0", description = "Its number in the conversation's queue.")
        long number,

        String eventId,
        @Schema(example = "MessageSent") String type,

        @Schema(minimum = "0", description = "0 if it is not known.")
        long position,

        @Nullable String aggregateId,

        @Schema(description = "Why it could not be handled; null if it only waits behind another.") @Nullable
        String cause,

        Instant since,

        @Schema(description = "When it was tried last; `since` while a retry was asked for and has not begun.")
        Instant triedAt,

        @Schema(minimum = "0", description = "How many wait behind it.")
        long behind) {

    static DeadLetterBody of(Letter letter) {
        return new DeadLetterBody(
                letter.letterId().toString(),
                letter.projection(),
                letter.conversation(),
                letter.number(),
                letter.eventId(),
                letter.type(),
                letter.position(),
                letter.aggregateId(),
                letter.cause(),
                letter.since(),
                letter.triedAt(),
                letter.behind());
    }

    /** One in full. */
    @Schema(name = "DeadLetterDetail")
    record Detail(
            DeadLetterBody letter,
            @Nullable String revision,

            @Schema(description = "Who caused it, and what it belongs to.")
            Map<String, String> metadata,

            @Schema(minimum = "0", description = "How large the event is as it is stored.")
            long payloadBytes,

            List<Sealed> ciphertexts) {

        static Detail of(DeadLetterDetail detail) {
            return new Detail(
                    DeadLetterBody.of(detail.letter()),
                    detail.revision(),
                    detail.metadata(),
                    detail.payloadBytes(),
                    detail.ciphertexts().stream().map(Sealed::of).toList());
        }
    }

    /** The size of a ciphertext, and its key. */
    @Schema(name = "CiphertextSize")
    record Sealed(
            @Schema(format = "uuid") String keyId,
            @Schema(minimum = "0") int bytes) {

        static Sealed of(CiphertextSize size) {
            return new Sealed(size.keyId().toString(), size.bytes());
        }
    }
}
