package io.parley.infra.wiring;

import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.MembershipEvent;
import io.parley.contract.chat.ChatEvent.RoleChanged;
import io.parley.contract.chat.ChatEvent.Seat;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.chat.Roster;
import io.parley.contract.chat.Spell;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.fanout.FanOutEvent.FanOutAbandoned;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One group as it happens: appends its events to the log of a {@link ReadSide}. It has two lanes: even seats sit in lane 0, odd ones
 * in lane 1. Messages are brought to lanes when a test says so.
 */
final class GroupTalk {

    static final int LANES = 2;
    static final Instant FILLED = Talk.BEGINNING.plusMillis(1234);
    static final Duration TTL = Duration.ofDays(7);

    final ChatId chatId = ChatId.random();
    final UserId owner;
    final List<MessageId> messages = new ArrayList<>();

    final Ends ends;

    private final ReadSide read;
    private final Roster roster = new Roster();
    private final List<Long> positions = new ArrayList<>();
    private int seats;

    private GroupTalk(ReadSide read, UserId owner) {
        this.read = read;
        this.owner = owner;
        this.ends = new Ends(read, chatId, owner, messages, this::audience);
    }

    static GroupTalk open(ReadSide read, String title, UserId owner, UserId... others) {
        GroupTalk talk = new GroupTalk(read, owner);
        List<Seat> members = new ArrayList<>();
        members.add(new Seat(owner, MemberRole.OWNER, talk.seat()));
        for (UserId other : others) {
            members.add(new Seat(other, MemberRole.MEMBER, talk.seat()));
        }
        talk.append(new GroupOpened(talk.chatId, owner, Talk.seal(read, title), members, Talk.BEGINNING, TTL, null));
        return talk;
    }

    private int seat() {
        return seats++ % LANES;
    }

    /** Brings it to all lanes at once. */
    long say(UserId sender, String text) {
        return say(sender, text, null);
    }

    long say(UserId sender, String text, @Nullable Instant expiresAt) {
        return say(sender, text, expiresAt, null);
    }

    /** Uploads a picture at a time. */
    long upload(UserId uploader, MediaContent media, Instant at) {
        Ciphertext content = Talk.noise();
        read.media.put(content, media);
        return read.append(new MediaUploaded(media.mediaId(), chatId, uploader, media.objects(), 7, content, at));
    }

    /** Says something with a picture, whose own key goes with that. */
    long show(UserId sender, MediaContent media) {
        read.media.values().remove(media);
        return say(sender, "look", null, media);
    }

    private long say(UserId sender, String text, @Nullable Instant expiresAt, @Nullable MediaContent media) {
        long position = sayUnbrought(sender, text, expiresAt, media);
        for (int lane = 0; lane < LANES; lane++) {
            bring(lane, sequence());
        }
        return position;
    }

    long sayUnbrought(UserId sender, String text) {
        return sayUnbrought(sender, text, null, null);
    }

    private long sayUnbrought(UserId sender, String text, @Nullable Instant expiresAt, @Nullable MediaContent media) {
        Ciphertext content = Talk.noise();
        read.contents.put(content, new MessageContent(text, List.of(), List.of(), media));
        MessageId messageId = MessageId.random();
        messages.add(messageId);
        long position = read.append(new MessageSent(
                chatId,
                messageId,
                sender,
                sequence(),
                Talk.BEGINNING.plusSeconds(sequence()),
                expiresAt,
                audience(),
                content,
                new Mac(new byte[32]),
                null,
                media == null ? null : media.mediaId()));
        positions.add(position);
        return position;
    }

    long bring(int lane, long sequence) {
        return read.append(new MailboxesFilled(chatId, lane, sequence, positionOf(sequence), false, 2, FILLED));
    }

    long abandon(int lane, long sequence) {
        return read.append(new FanOutAbandoned(chatId, lane, sequence, positionOf(sequence), 3, Talk.BEGINNING));
    }

    long bringLate(int lane, long sequence) {
        return read.append(new MailboxesFilled(chatId, lane, sequence, positionOf(sequence), true, 4, FILLED));
    }

    private long positionOf(long sequence) {
        return positions.get((int) sequence - 1);
    }

    long add(UserId userId) {
        return append(new MemberAdded(
                chatId,
                userId,
                MemberRole.MEMBER,
                seat(),
                roster.version() + 1,
                sequence(),
                owner,
                Talk.BEGINNING.plusSeconds(roster.version())));
    }

    long remove(UserId userId) {
        return append(new MemberRemoved(
                chatId,
                userId,
                spell(userId).version(),
                roster.version() + 1,
                sequence(),
                owner,
                Talk.BEGINNING.plusSeconds(roster.version())));
    }

    long role(UserId userId, MemberRole role) {
        return read.append(new RoleChanged(chatId, userId, spell(userId).version(), role, owner, Talk.BEGINNING));
    }

    long title(String title) {
        return read.append(new TitleChanged(chatId, Talk.seal(read, title), owner, Talk.BEGINNING));
    }

    long mark(UserId marker, long delivered, long readUpTo) {
        return read.append(new ReceiptAdvanced(
                chatId, marker, delivered, readUpTo, Talk.BEGINNING.plusSeconds(1000 + read.log.head()), audience()));
    }

    boolean has(UserId userId) {
        return roster.find(userId) != null;
    }

    int lane(UserId userId) {
        return spell(userId).lane();
    }

    long sequence() {
        return messages.size();
    }

    private Spell spell(UserId userId) {
        return Objects.requireNonNull(roster.find(userId));
    }

    private Audience.Group audience() {
        return new Audience.Group(roster.version(), List.of(0L, 0L));
    }

    private long append(MembershipEvent event) {
        long position = read.append(event);
        roster.apply(event, position);
        return position;
    }
}
