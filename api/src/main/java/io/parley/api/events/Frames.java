package io.parley.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.api.message.MessageBody;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.log.StorePosition;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageReader;
import io.parley.contract.message.MessageView;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.contract.receipt.ReceiptMarks;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the blocks of a stream (WHATWG HTML, "Server-sent events"), each encoded once however many streams bear it. A durable
 * event bears its position as {@code id}; a message whose key is gone has no block at all.
 */
final class Frames {

    /** A comment, which clients ignore: it keeps the connection from being taken for dead. */
    static final Frame HEARTBEAT = new Frame(0, ": keep-alive\n\n".getBytes(UTF_8));

    private static final byte[] END = "\n\n".getBytes(UTF_8);

    private final UUID epoch;
    private final MessageReader reader;
    private final ObjectWriter json;

    Frames(EventTail tail, MessageReader reader, JsonMapper mapper) {
        this.epoch = tail.epoch();
        this.reader = reader;
        this.json = mapper.writer().without(SerializationFeature.INDENT_OUTPUT);
    }

    /**
     * A block without data: clients dispatch nothing, but keep its id. Whoever breaks off before the first event sends it back
     * and has lost nothing.
     */
    Frame opening(long position) {
        return new Frame(0, ("id: " + id(position) + "\n\n").getBytes(UTF_8));
    }

    /** Asks the client to wait so long before it comes back. A block of its own, since the opening one bears only an id. */
    Frame retry(long millis) {
        return new Frame(0, ("retry: " + millis + "\n\n").getBytes(UTF_8));
    }

    /** Tells the client that its id cannot be served: it is to fetch everything anew. */
    Frame reset(long position) {
        return new Frame(0, ("event: reset\nid: " + id(position) + "\ndata: {}\n\n").getBytes(UTF_8));
    }

    /** Marks as they stand, read for a resume. */
    Frame receipt(ReceiptMarks marks) {
        return block("receipt", 0, false, ReceiptBody.of(marks));
    }

    /** The blocks of what happened, in order, decrypted together. Blocking. Events that no stream bears have none. */
    List<Frame> of(List<LoggedEvent> events) {
        Map<Ciphertext, MessageContent> contents = read(events);
        List<Frame> frames = new ArrayList<>(events.size());
        for (LoggedEvent logged : events) {
            Frame frame = of(logged, contents);
            if (frame != null) {
                frames.add(frame);
            }
        }
        return frames;
    }

    private Map<Ciphertext, MessageContent> read(List<LoggedEvent> events) {
        List<Ciphertext> sealed = new ArrayList<>(events.size());
        for (LoggedEvent logged : events) {
            if (logged.event() instanceof MessageSent sent) {
                sealed.add(sent.content());
            }
        }
        return sealed.isEmpty() ? Map.of() : reader.read(sealed);
    }

    private @Nullable Frame of(LoggedEvent logged, Map<Ciphertext, MessageContent> contents) {
        ParleyEvent event = logged.event();
        if (event instanceof MessageSent sent) {
            MessageContent content = contents.get(sent.content());
            return content == null ? null : block("message", logged.position(), true, body(sent, content));
        }
        if (event instanceof DirectChatOpened opened) {
            return block("chat", logged.position(), true, ChatChange.of(opened));
        }
        if (event instanceof ReceiptAdvanced advanced) {
            return block("receipt", logged.position(), false, ReceiptBody.of(advanced));
        }
        return null;
    }

    private static MessageBody body(MessageSent sent, MessageContent content) {
        return MessageBody.of(new MessageView(
                sent.messageId(),
                sent.chatId(),
                sent.senderId(),
                sent.sequence(),
                sent.sentAt(),
                sent.expiresAt(),
                content,
                sent.replyTo()));
    }

    /** JSON never holds a raw line break, so that one line of data is enough. */
    private Frame block(String name, long position, boolean durable, Object data) {
        String head = durable ? "event: " + name + "\nid: " + id(position) + "\ndata: " : "event: " + name + "\ndata: ";
        byte[] body = json.writeValueAsBytes(data);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length + END.length);
        bytes.writeBytes(head.getBytes(UTF_8));
        bytes.writeBytes(body);
        bytes.writeBytes(END);
        return new Frame(position, bytes.toByteArray());
    }

    private String id(long position) {
        return new StorePosition(epoch, position).toString();
    }
}
