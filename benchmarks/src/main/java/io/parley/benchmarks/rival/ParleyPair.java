package io.parley.benchmarks.rival;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Two people on Parley: each with a stream of events and a connection for requests. */
final class ParleyPair implements CyclePair {

    private static final int VERSION_4 = 0x4000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final String chatId;
    private final String sending;
    private final String acknowledging;
    private final Wire sender;
    private final Wire reader;
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

    ParleyPair(EventLoop loop, InetSocketAddress server, ParleyAccounts.Chat chat, SplittableRandom random)
            throws IOException {
        this.chatId = chat.chatId();
        this.random = random;
        this.sending = head("/v1/chats/" + chatId + "/messages", chat.senderToken());
        this.acknowledging = head("/v1/receipts", chat.readerToken());
        this.sender = connect(loop, server, new HttpAnswers(status -> answered()));
        this.reader = connect(loop, server, new HttpAnswers(status -> answered()));
        open(connect(loop, server, sendersStream), chat.senderToken());
        open(connect(loop, server, readersStream), chat.readerToken());
    }

    /** Whether both streams are open. */
    boolean isOpen() {
        return sendersStream.isOpen() && readersStream.isOpen();
    }

    @Override
    public void begin(Listener listener) {
        this.listener = listener;
        this.sequence++;
        this.readSent = false;
        post(sender, sending, "{\"messageId\":\"" + newId() + "\",\"text\":\"" + CycleText.of(sequence) + "\"}");
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
        post(
                reader,
                acknowledging,
                "{\"receipts\":[{\"chatId\":\"" + chatId + "\",\"" + mark + "\":" + sequence + "}]}");
    }

    private void post(Wire wire, String head, String body) {
        unanswered++;
        wire.send((head + body.length() + "\r\n\r\n" + body).getBytes(UTF_8));
    }

    /** A random UUID, for which the system's source of randomness is not asked. */
    private String newId() {
        long high = random.nextLong() & ~0xF000L | VERSION_4;
        long low = random.nextLong() & ~(VARIANT | VARIANT >>> 1) | VARIANT;
        return new java.util.UUID(high, low).toString();
    }

    private static String head(String path, String token) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: ";
    }

    private static void open(Wire wire, String token) {
        String request = "GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        wire.send(request.getBytes(UTF_8));
    }

    private static Wire connect(EventLoop loop, InetSocketAddress server, Wire.Receiver receiver) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
        return loop.take(channel, receiver);
    }

    /** What the sender waits for; its own messages come too and are of no interest. */
    private final class SendersEvents implements SseBlocks.Listener {

        @Override
        public void message(long number) {}

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
        public void message(long number) {
            received++;
            Listener told = listener;
            if (number != received || number != sequence || told == null) {
                throw new IllegalStateException("message %d came as number %d while number %d was under way"
                        .formatted(number, received, sequence));
            }
            told.delivered();
            acknowledge("delivered");
        }

        @Override
        public void receipt(long deliveredTo, long readTo) {}
    }
}
