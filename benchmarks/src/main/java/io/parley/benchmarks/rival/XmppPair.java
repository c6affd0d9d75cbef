package io.parley.benchmarks.rival;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.benchmarks.contest.Speaker;
import io.parley.benchmarks.wire.EventLoop;
import io.parley.benchmarks.wire.MessageText;
import io.parley.benchmarks.wire.Wire;
import io.parley.benchmarks.wire.XmppStanzas;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Two people on an XMPP server. The acknowledgements are those of XEP-0184 and XEP-0333, each with the hint of XEP-0334 that it is
 * to be stored, and so archived as the message is.
 */
final class XmppPair implements Speaker {

    private static final String STORE = "<store xmlns='urn:xmpp:hints'/></message>";

    private final String toReader;
    private final String toSender;
    private final Wire sender;
    private final Wire reader;

    private @Nullable Listener listener;
    private long number;
    private long received;

    /**
     * Takes two connections over that have signed in.
     *
     * @param senderId who sends, with the resource
     * @param readerId who reads, with the resource
     */
    XmppPair(EventLoop loop, SocketChannel senders, String senderId, SocketChannel readers, String readerId)
            throws IOException {
        this.toReader = "<message type='chat' to='" + readerId + "' id='of-";
        this.toSender = "<message type='chat' to='" + senderId + "' id='";
        this.sender = loop.take(senders, new XmppStanzas(new SendersMessages()));
        this.reader = loop.take(readers, new XmppStanzas(new ReadersMessages()));
    }

    @Override
    public void begin(Listener listener) {
        this.listener = listener;
        this.number++;
        send(
                sender,
                toReader + number + "'><body>" + MessageText.of(number)
                        + "</body><request xmlns='urn:xmpp:receipts'/><markable xmlns='urn:xmpp:chat-markers:0'/>"
                        + STORE);
    }

    private static void send(Wire wire, String stanza) {
        wire.send(stanza.getBytes(UTF_8));
    }

    private void mustBeCurrent(long which) {
        if (which != number || listener == null) {
            throw new IllegalStateException(
                    "something came about number %d while number %d was under way".formatted(which, number));
        }
    }

    private final class SendersMessages implements XmppStanzas.Listener {

        @Override
        public void message(long which) {
            throw new IllegalStateException("the sender was sent a message");
        }

        @Override
        public void received(long which) {
            mustBeCurrent(which);
            send(
                    reader,
                    toSender + "d" + number + "'><displayed xmlns='urn:xmpp:chat-markers:0' id='of-" + number + "'/>"
                            + STORE);
        }

        @Override
        public void displayed(long which) {
            mustBeCurrent(which);
            Listener told = listener;
            listener = null;
            if (told != null) {
                told.finished();
            }
        }
    }

    private final class ReadersMessages implements XmppStanzas.Listener {

        @Override
        public void message(long which) {
            mustBeCurrent(which);
            received++;
            if (which != received) {
                throw new IllegalStateException("message %d came as number %d".formatted(which, received));
            }
            if (listener != null) {
                listener.delivered();
            }
            send(
                    reader,
                    toSender + "r" + number + "'><received xmlns='urn:xmpp:receipts' id='of-" + number + "'/>" + STORE);
        }

        @Override
        public void received(long which) {
            throw new IllegalStateException("the reader was sent a receipt");
        }

        @Override
        public void displayed(long which) {
            throw new IllegalStateException("the reader was sent a marker");
        }
    }
}
