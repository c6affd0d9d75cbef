package io.parley.audit.histories;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came to each client by stream, in each chat: one bit for each message. */
final class Streams {

    private final Map<Key, Stream> streams = new HashMap<>();
    private final Sendings sendings;
    private final Findings findings;

    Streams(Sendings sendings, Findings findings) {
        this.sendings = sendings;
        this.findings = findings;
    }

    private record Key(String client, String chat) {}

    private static final class Stream {

        private final BitSet came = new BitSet();
        private Operation.@Nullable Listen throughout;
        private long highest = -1;
        private @Nullable Place highestAt;
    }

    private Stream of(Operation.Origin origin) {
        return streams.computeIfAbsent(new Key(origin.client(), origin.chat()), any -> new Stream());
    }

    /** Who listened is known before anything is taken. */
    void expect(Operation.Listen listen) {
        Stream stream = of(listen.origin());
        if (stream.throughout != null) {
            findings.add(
                    Check.READER_ORDER,
                    List.of(stream.throughout.origin().place(), listen.origin().place()),
                    "%s listens to chat %s twice: it must be another client after its streams were reset",
                    listen.origin().client(),
                    listen.origin().chat());
            return;
        }
        stream.throughout = listen;
        stream.highest = listen.after();
    }

    void take(Operation.Receive receive) {
        findings.looked(Check.NO_DOUBLE);
        findings.looked(Check.READER_ORDER);
        Stream stream = of(receive.origin());
        Place place = receive.origin().place();
        long number = receive.message().sequence();
        if (stream.came.get((int) number)) {
            findings.add(
                    Check.NO_DOUBLE,
                    List.of(place),
                    "number %d (message %s) came to %s a second time",
                    number,
                    receive.message().messageId(),
                    receive.origin().client());
            return;
        }
        if (stream.highest >= 0 && number != stream.highest + 1 && !isGap(stream, receive)) {
            findings.add(
                    Check.READER_ORDER,
                    stream.highestAt == null ? List.of(place) : List.of(stream.highestAt, place),
                    "number %d came to %s after number %d",
                    number,
                    receive.origin().client(),
                    stream.highest);
        }
        stream.came.set((int) number);
        if (number > stream.highest) {
            stream.highest = number;
            stream.highestAt = place;
        }
    }

    /** What is gone by the time at which it would have come is passed over. */
    private boolean isGap(Stream stream, Operation.Receive receive) {
        Operation.Origin origin = receive.origin();
        long number = receive.message().sequence();
        return number > stream.highest
                && sendings.chat(origin.chat()).mayBeGone(new Range(stream.highest + 1, number - 1), origin.ended());
    }

    /** When all was taken: looks for what was accepted and did not come. */
    void end() {
        for (Stream stream : streams.values()) {
            if (stream.throughout != null) {
                missing(stream, stream.throughout);
            }
        }
    }

    private void missing(Stream stream, Operation.Listen listen) {
        findings.looked(Check.NO_LOSS);
        Chat chat = sendings.chat(listen.origin().chat());
        long end =
                Math.min(listen.origin().ended(), chat.leaving(listen.origin().user()));
        for (Message message : chat.accepted(new Range(listen.after() + 1, Operation.OPEN))) {
            if (message.accepted <= end
                    && message.mayBeGone > listen.origin().ended()
                    && !stream.came.get((int) message.sequence)) {
                findings.add(
                        Check.NO_LOSS,
                        List.of(message.acceptedAt, listen.origin().place()),
                        "number %d (message %s) was accepted and never came to %s",
                        message.sequence,
                        message.id,
                        listen.origin().client());
            }
        }
    }
}
