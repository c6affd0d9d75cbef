package io.parley.infra.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HashTest {

    private static final LoggedEvent EVENT = event(1, "Chat", "c", 0, "Sent", "1", "p", "m");

    private static LoggedEvent event(
            long position,
            @Nullable String aggregateType,
            String aggregateId,
            long sequence,
            String type,
            @Nullable String revision,
            String payload,
            String metadata) {
        return new LoggedEvent(
                position,
                new UUID(1, 2),
                aggregateType,
                aggregateId,
                sequence,
                type,
                revision,
                Instant.parse("2026-01-02T03:04:05.678901Z"),
                payload.getBytes(UTF_8),
                metadata.getBytes(UTF_8));
    }

    /** Whoever checks a bundle by another program needs the very same bytes. */
    @Test
    void anEventsDigestIsTheOneOfTheFormat() {
        assertThat(HexFormat.of().formatHex(Chain.digest(EVENT)))
                .isEqualTo("0903e03730fcd906ca8f9072dad0c00cde0b83513a1a346bde4bf693cf4f5e77");
    }

    @Test
    void nothingPassesFromOneFieldIntoTheNext() {
        assertThat(Stream.of(
                                EVENT,
                                event(1, "Chatc", "", 0, "Sent", "1", "p", "m"),
                                event(1, "Chat", "c", 0, "Sent1", "", "p", "m"),
                                event(1, "Chat", "c", 0, "Sent", "1", "pm", ""),
                                event(1, "Chat", "c", 0, "Sent", "1", "", "pm"),
                                event(1, null, "c", 0, "Sent", "1", "p", "m"),
                                event(1, "", "c", 0, "Sent", "1", "p", "m"),
                                event(1, "Chat", "c", 0, "Sent", null, "p", "m"),
                                event(2, "Chat", "c", 0, "Sent", "1", "p", "m"),
                                event(1, "Chat", "c", 1, "Sent", "1", "p", "m"))
                        .map(Chain::digest)
                        .map(HexFormat.of()::formatHex))
                .doesNotHaveDuplicates();
    }

    @Test
    void hashesOfOneKindAreNoneOfAnother() {
        byte[] bytes = new byte[32];

        assertThat(List.of(
                        HexFormat.of().formatHex(Chain.link(bytes, bytes)),
                        HexFormat.of().formatHex(MerkleTree.node(bytes, bytes)),
                        HexFormat.of().formatHex(MerkleTree.leafHash(bytes))))
                .doesNotHaveDuplicates();
    }

    @Test
    void receiptsAndLanesAreOfTheChatsChain() {
        assertThat(LoggedEvent.chainOf("chat/user")).isEqualTo("chat");
        assertThat(LoggedEvent.chainOf("chat/3")).isEqualTo("chat");
        assertThat(LoggedEvent.chainOf("chat")).isEqualTo("chat");
    }
}
