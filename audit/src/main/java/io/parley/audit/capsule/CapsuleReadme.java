package io.parley.audit.capsule;

/** What somebody reads who has unpacked a capsule and does not know what it is. */
final class CapsuleReadme {

    private CapsuleReadme() {}

    static String of(CapsuleManifest manifest) {
        return """
                This is an incident capsule of Parley, a chat platform: what is known of the
                time from %s to %s.

                capsule.json         what this is, with a checksum of each file
                events.jsonl         what happened, as it lies in the log
                before.jsonl         what happened before to the chats and users concerned
                service-levels.jsonl what was given up and why, as it stands in the log
                nodes.jsonl          who ran: versions, and settings without secrets
                metrics.jsonl        what they measured
                dead-letters.jsonl   what could not be handled and was held back when this
                                     was made
                texts.jsonl          what messages said, if somebody asked for that

                What messages say is encrypted in the events, and no key is here.

                To run it again beside everything else, on a machine with a checkout:

                  ./parley replay capsule FILE
                """.formatted(manifest.from(), manifest.to());
    }
}
