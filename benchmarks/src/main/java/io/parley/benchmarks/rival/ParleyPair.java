package io.parley.benchmarks.rival;

import io.parley.benchmarks.contest.ParleyAccounts;
import io.parley.benchmarks.contest.ParleyPosts;
import io.parley.benchmarks.contest.ParleyUnderLoad;
import io.parley.benchmarks.contest.Speaker;
import io.parley.benchmarks.wire.EventLoop;
import io.parley.benchmarks.wire.MessageText;
import io.parley.benchmarks.wire.SseBlocks;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two people on Parley, who go through cycles: each with a stream of events and a connection for requests. */
final class ParleyPair implements Speaker {

    private final String chatId;
    private final ParleyPosts messages;
    private final ParleyPosts receipts;
    private final SseBlocks sendersStream = new SseBlocks(new SendersEvents());
    private final SseBlocks readersStream = new SseBlocks(new ReadersEvents());
    private final SplittableRandom random;

    private @Nullable Listener listener;
    private long sequence;
    private long delivered;
    private long read;
    private long received;
    private int unanswered;
    private boolean readSent;

    ParleyPair(EventLoop loop, ParleyUnderLoad parley, ParleyAccounts.Chat chat, SplittableRandom random)
            throws IOException {
        this.chatId = chat.chatId();
        this.random = random;
        this.messages = ParleyPosts.messages(parley.requests(loop, status -> answered()), chatId, chat.senderToken());
        this.receipts = ParleyPosts.receipts(parley.requests(loop, status -> answered()), chat.readerToken());
        parley.openStream(loop, chat.senderToken(), sendersStream);
        parley.openStream(loop, chat.readerToken(), readersStream);
    }

    /** The streams of both. */
    Stream<SseBlocks> streams() {
        return Stream.of(sendersStream, readersStream);
    }

    @Override
    public void begin(Listener listener) {
        this.listener = listener;
        this.sequence++;
        this.readSent = false;
        post(
                messages,
                "{\"messageId\":\"" + ParleyPosts.newId(random) + "\",\"text\":\"" + MessageText.of(sequence) + "\"}");
    }

    private void answered() {
        unanswered--;
        goOn();
    }

    /** The next step, once the push and the answer of the one before have come. */
    private void goOn() {
        Listener told = listener;
        if (told == null || unanswered > 0 || delivered < sequence) {
            return;
        }
        if (!readSent) {
            readSent = true;
            acknowledge("read");
        } else if (read >= sequence) {
            listener = null;
            told.finished();
        }
    }

    private void acknowledge(String mark) {
        post(receipts, "{\"receipts\":[{\"chatId\":\"" + chatId + "\",\"" + mark + "\":" + sequence + "}]}");
    }

    private void post(ParleyPosts requests, String body) {
        unanswered++;
        requests.send(body);
    }

    /** What the sender waits for; its own messages come too and are of no interest. */
    private final class SendersEvents implements SseBlocks.Listener {

        @Override
        public void message(long number, long inText) {}

        @Override
        public void receipt(long deliveredTo, long readTo) {
            delivered = deliveredTo;
            read = readTo;
            goOn();
        }
    }

    /** What the reader waits for: messages, once each and in order. */
    private final class ReadersEvents implements SseBlocks.Listener {

        @Override
        public void message(long number, long inText) {
            received++;
            Listener told = listener;
            if (number != received || number != sequence || told == null) {
                throw new IllegalStateException("message %d came as number %d while number %d was under way"
                        .formatted(number, received, sequence));
            }
            told.delivered();
            acknowledge("delivered");
        }
    }
}
