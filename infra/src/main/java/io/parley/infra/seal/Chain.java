package io.parley.infra.seal;

/** How the events of a conversation hang together: each hash covers an event and the hash before it. */
public final class Chain {

    private static final byte[] BEGINNING = new byte[Hash.LENGTH];

    private Chain() {}

    /** What comes before a chain's first event. */
    public static byte[] beginning() {
        return BEGINNING.clone();
    }

    /** The digest of an event by itself: all that the log has of it, its place included. */
    public static byte[] digest(LoggedEvent event) {
        return Hash.of("parley-event-1")
                .number(event.position())
                .id(event.eventId())
                .text(event.aggregateType())
                .text(event.aggregateId())
                .number(event.sequence())
                .text(event.type())
                .text(event.revision())
                .time(event.recordedAt())
                .bytes(event.payload())
                .bytes(event.metadata())
                .end();
    }

    /** The chain's hash up to an event. */
    public static byte[] link(byte[] before, byte[] digest) {
        return Hash.of("parley-chain-1").bytes(before).bytes(digest).end();
    }

    /** What a seal's tree has of a chain: its name and its head. */
    public static byte[] leaf(String chain, byte[] head) {
        return Hash.of("parley-head-1").text(chain).bytes(head).end();
    }
}
