package io.parley.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.api.message.MessageBody;
import io.parley.contract.Confidential;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.ChatHeld;
import io.parley.contract.chat.ChatEvent.ChatReleased;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupEvent;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.chat.ChatEvent.RoleChanged;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.log.StorePosition;
import io.parley.contract.message.MessageEvent;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
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

    /** Long enough for the lanes of a group to be filled, as a rule. What comes to its end meanwhile is forgotten at once. */
    private static final Duration BODIES_KEPT = Duration.ofSeconds(5);

    private static final String MESSAGE = "message";
    private static final String CHAT = "chat";
    private static final String RECEIPT = "receipt";
    private static final byte[] END = "\n\n".getBytes(UTF_8);

    private final UUID epoch;
    private final Contents contents;
    private final ObjectWriter json;
    private final Cache<Place, Body> bodies;

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
                .<Place, Body>weigher((place, body) -> body.json().length)
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
        return block(RECEIPT, 0, false, new Body(encode(ReceiptBody.of(marks)), null));
    }

    /** Marks as they stand after they moved. */
    Frame receipt(ReceiptAdvanced advanced, long position) {
        return block(RECEIPT, position, false, new Body(encode(ReceiptBody.of(advanced)), null));
    }

    /** What is true for a moment only. */
    Frame passing(String name, Object data) {
        return block(name, 0, false, new Body(encode(data), null));
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
        Place place = new Place(filled.chatId(), filled.sequence());
        Body body = bodies.getIfPresent(place);
        if (body == null) {
            body = body(filled, contents.read(List.of(logged)));
            if (body == null) {
                return List.of();
            }
            bodies.put(place, body);
        }
        return List.of(block(MESSAGE, logged.position(), true, body));
    }

    /** Forgets what came to its end by an event. */
    void forget(ParleyEvent event) {
        Place.forget(bodies, event);
    }

    private @Nullable Body body(MailboxesFilled filled, Contents.Said said) {
        MessageBody message = said.message(filled);
        return message == null ? null : new Body(encode(message), said.source(filled));
    }

    private @Nullable Frame of(LoggedEvent logged, Contents.Said said) {
        ParleyEvent event = logged.event();
        if (event instanceof ReceiptAdvanced advanced) {
            return receipt(advanced, logged.position());
        }
        if (event instanceof ChatEvent changed) {
            return durable(CHAT, logged, change(changed, said), source(changed));
        }
        if (event instanceof MessageEvent inChat) {
            return of(logged, inChat, said);
        }
        return event instanceof MailboxesFilled filled
                ? durable(MESSAGE, logged, said.message(filled), said.source(filled))
                : null;
    }

    private @Nullable Frame of(LoggedEvent logged, MessageEvent event, Contents.Said said) {
        if (event instanceof MessageRetracted retracted) {
            return durable("retraction", logged, RetractionBody.of(retracted), null);
        }
        if (event instanceof MessagesExpired expired) {
            return durable("expiry", logged, ExpiryBody.of(expired), null);
        }
        return event instanceof MessageSent sent && sent.audience() instanceof Audience.Pair
                ? durable(MESSAGE, logged, said.message(sent), Source.of(sent))
                : null;
    }

    private static @Nullable Source source(ChatEvent event) {
        if (event instanceof GroupOpened opened) {
            return Source.of(opened);
        }
        return event instanceof TitleChanged changed ? Source.of(changed) : null;
    }

    private static @Nullable Object change(ChatEvent event, Contents.Said said) {
        if (event instanceof GroupEvent inGroup) {
            return change(inGroup, said);
        }
        if (event instanceof DirectChatOpened opened) {
            return ChatChange.of(opened);
        }
        if (event instanceof RetentionChanged changed) {
            return RetentionChange.of(changed);
        }
        if (event instanceof ChatHeld held) {
            return ChatChange.of(held);
        }
        if (event instanceof ChatReleased released) {
            return ChatChange.of(released);
        }
        return event instanceof ChatGone gone ? ChatChange.of(gone) : null;
    }

    private static @Nullable ChatChange change(GroupEvent event, Contents.Said said) {
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

    private @Nullable Frame durable(String name, LoggedEvent logged, @Nullable Object data, @Nullable Source source) {
        return data == null ? null : block(name, logged.position(), true, new Body(encode(data), source));
    }

    private byte[] encode(Object data) {
        return json.writeValueAsBytes(data);
    }

    /** JSON never holds a raw line break, so that one line of data is enough. */
    private Frame block(String name, long position, boolean durable, Body body) {
        String head = durable ? "event: " + name + "\nid: " + id(position) + "\ndata: " : "event: " + name + "\ndata: ";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.json().length + END.length);
        bytes.writeBytes(head.getBytes(UTF_8));
        bytes.writeBytes(body.json());
        bytes.writeBytes(END);
        return new Frame(position, durable, bytes.toByteArray(), body.source());
    }

    private String id(long position) {
        return new StorePosition(epoch, position).toString();
    }

    /** The data of an event, encoded, and where the text in it comes from; null if there is none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied nowhere
    private record Body(byte[] json, @Nullable Source source) {}
}
