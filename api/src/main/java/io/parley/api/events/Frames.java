package io.parley.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.api.message.MessageBody;
import io.parley.contract.Confidential;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.RoleChanged;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.log.StorePosition;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.contract.receipt.ReceiptMarks;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    static final Frame HEARTBEAT = new Frame(0, false, ": keep-alive\n\n".getBytes(UTF_8));

    /** Long enough for the lanes of a group to be filled, as a rule, and no longer: what was shredded meanwhile must not be pushed. */
    private static final Duration BODIES_KEPT = Duration.ofSeconds(5);

    private static final byte[] END = "\n\n".getBytes(UTF_8);

    private final UUID epoch;
    private final Contents contents;
    private final ObjectWriter json;
    private final Cache<Long, byte[]> bodies;

    /**
     * @param bodyBytes how much of group messages is kept encoded
     */
    Frames(EventTail tail, Contents contents, JsonMapper mapper, long bodyBytes) {
        this.epoch = tail.epoch();
        this.contents = contents;
        this.json = mapper.writer().without(SerializationFeature.INDENT_OUTPUT);
        this.bodies = Caffeine.newBuilder()
                .expireAfterWrite(BODIES_KEPT)
                .maximumWeight(bodyBytes)
                .<Long, byte[]>weigher((position, body) -> body.length)
                .executor(Runnable::run)
                .build();
    }

    /**
     * A block without data: clients dispatch nothing, but keep its id. Whoever breaks off before the first event sends it back
     * and has lost nothing.
     */
    Frame opening(long position) {
        return new Frame(0, false, ("id: " + id(position) + "\n\n").getBytes(UTF_8));
    }

    /** Asks the client to wait so long before it comes back. A block of its own, since the opening one bears only an id. */
    Frame retry(long millis) {
        return new Frame(0, false, ("retry: " + millis + "\n\n").getBytes(UTF_8));
    }

    /** Tells the client that its id cannot be served: it is to fetch everything anew. */
    Frame reset(long position) {
        return new Frame(0, false, ("event: reset\nid: " + id(position) + "\ndata: {}\n\n").getBytes(UTF_8));
    }

    /** Marks as they stand, read for a resume. */
    Frame receipt(ReceiptMarks marks) {
        return block("receipt", 0, false, encode(ReceiptBody.of(marks)));
    }

    /** Marks as they stand after they moved. */
    Frame receipt(ReceiptAdvanced advanced, long position) {
        return block("receipt", position, false, encode(ReceiptBody.of(advanced)));
    }

    /** The blocks of what happened, in order, read together. Blocking. Events that no stream bears have none. */
    List<Frame> of(List<LoggedEvent> events) {
        Contents.Said said = contents.read(events);
        List<Frame> frames = new ArrayList<>(events.size());
        for (LoggedEvent logged : events) {
            Frame frame = of(logged, said);
            if (frame != null) {
                frames.add(frame);
            }
        }
        return frames;
    }

    /** The blocks of what happens right now. Blocking. A group's message is encoded once for all the lanes that it comes to. */
    List<Frame> live(LoggedEvent logged) {
        if (!(logged.event() instanceof MailboxesFilled filled) || filled.late()) {
            return of(List.of(logged));
        }
        byte[] body = bodies.getIfPresent(filled.messagePosition());
        if (body == null) {
            MessageBody message = contents.read(List.of(logged)).message(filled);
            if (message == null) {
                return List.of();
            }
            body = encode(message);
            bodies.put(filled.messagePosition(), body);
        }
        return List.of(block("message", logged.position(), true, body));
    }

    private @Nullable Frame of(LoggedEvent logged, Contents.Said said) {
        ParleyEvent event = logged.event();
        if (event instanceof ReceiptAdvanced advanced) {
            return receipt(advanced, logged.position());
        }
        if (event instanceof ChatEvent changed) {
            return durable("chat", logged, change(changed, said));
        }
        if (event instanceof MessageSent sent && sent.audience() instanceof Audience.Pair) {
            return durable("message", logged, said.message(sent));
        }
        return event instanceof MailboxesFilled filled ? durable("message", logged, said.message(filled)) : null;
    }

    private static @Nullable ChatChange change(ChatEvent event, Contents.Said said) {
        if (event instanceof DirectChatOpened opened) {
            return ChatChange.of(opened);
        }
        if (event instanceof GroupOpened opened) {
            return ChatChange.of(opened, said.title(opened.title()));
        }
        if (event instanceof TitleChanged changed) {
            Confidential title = said.title(changed.title());
            return title == null ? null : ChatChange.of(changed, title);
        }
        if (event instanceof RoleChanged changed) {
            return ChatChange.of(changed);
        }
        if (event instanceof MemberAdded added) {
            return ChatChange.of(added);
        }
        return event instanceof MemberRemoved removed ? ChatChange.of(removed) : null;
    }

    private @Nullable Frame durable(String name, LoggedEvent logged, @Nullable Object data) {
        return data == null ? null : block(name, logged.position(), true, encode(data));
    }

    private byte[] encode(Object data) {
        return json.writeValueAsBytes(data);
    }

    /** JSON never holds a raw line break, so that one line of data is enough. */
    private Frame block(String name, long position, boolean durable, byte[] body) {
        String head = durable ? "event: " + name + "\nid: " + id(position) + "\ndata: " : "event: " + name + "\ndata: ";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length + END.length);
        bytes.writeBytes(head.getBytes(UTF_8));
        bytes.writeBytes(body);
        bytes.writeBytes(END);
        return new Frame(position, durable, bytes.toByteArray());
    }

    private String id(long position) {
        return new StorePosition(epoch, position).toString();
    }
}
