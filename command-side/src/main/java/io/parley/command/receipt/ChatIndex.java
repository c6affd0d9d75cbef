package io.parley.command.receipt;

import io.parley.command.receipt.ChatFacts.Facts;
import io.parley.command.receipt.ChatFacts.Members;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.Seat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.receipt.MarksChecked.Refused;
import io.parley.contract.receipt.ReceiptQuery.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows who is in a chat and what its last sequence is, so that receipts can be checked without asking the chat, behind whose
 * sender they would queue. Fed by the log's tail, it may lag behind; what it knows stays true as a rule, though, so that a
 * mark within it may be applied at once: only who leaves a group may still mark there until the index has heard of it. A mark beyond it is refused only once the index has passed the head of the log as of the call.
 * What it does not know it loads. Holds a bounded number of chats, those used last.
 */
public final class ChatIndex implements AutoCloseable {

    private final EventTail tail;
    private final ChatFacts facts;
    private final KnownChats known;
    private final Duration patience;
    private final Passage passage = new Passage();
    private volatile EventTail.@Nullable Subscription subscription;

    /**
     * An index that knows nothing yet.
     *
     * @param capacity the greatest number of chats that it holds
     * @param patience how long a call waits at most for the index to pass the head of the log
     */
    public ChatIndex(EventTail tail, ChatFacts facts, int capacity, Duration patience) {
        this.tail = tail;
        this.facts = facts;
        this.known = new KnownChats(capacity);
        this.patience = patience;
    }

    /** Begins to follow the log, from its head. */
    public synchronized void start() {
        if (subscription == null) {
            long head = tail.head();
            passage.advance(head);
            subscription = tail.follow("chat-index", head, this::hear);
        }
    }

    @Override
    public synchronized void close() {
        EventTail.Subscription following = subscription;
        if (following != null) {
            subscription = null;
            following.close();
        }
    }

    /**
     * Checks a mark. Blocks only if the index does not know enough to allow it.
     *
     * @return who is in the chat
     * @throws Rejection {@code chat_not_found} if there is no such chat or the user is not in it, {@code
     *     beyond_last_sequence}, {@code unavailable} if that cannot be told in time
     */
    public Audience check(UserId userId, ChatId chatId, long sequence) {
        Mark mark = new Mark(chatId, sequence);
        Facts found = found(userId, List.of(mark)).get(chatId);
        ErrorCode refusal = refusal(found, userId, mark);
        if (found == null || refusal != null) {
            throw refusal == ErrorCode.BEYOND_LAST_SEQUENCE
                    ? new Rejection(refusal, "The mark is beyond the chat's last sequence.")
                    : new Rejection(ErrorCode.CHAT_NOT_FOUND, "There is no such chat.");
        }
        return found.members().audience();
    }

    /**
     * Checks many marks at once; blocks like {@link #check}.
     *
     * @return those that would be refused, in order
     * @throws Rejection {@code unavailable} if that cannot be told in time
     */
    public List<Refused> refusals(UserId userId, List<Mark> marks) {
        Map<ChatId, Facts> found = found(userId, marks);
        List<Refused> refused = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            Mark mark = marks.get(i);
            ErrorCode refusal = refusal(found.get(mark.chatId()), userId, mark);
            if (refusal != null) {
                refused.add(new Refused(i, refusal));
            }
        }
        return refused;
    }

    /** What is to be known of the marks' chats: enough to allow all marks, or else as new as the call. */
    private Map<ChatId, Facts> found(UserId userId, List<Mark> marks) {
        Map<ChatId, Facts> found = new HashMap<>();
        Set<ChatId> unknown = new HashSet<>();
        marks.forEach(mark -> look(mark.chatId(), found, unknown));
        Set<ChatId> doubtful = new HashSet<>();
        marks.stream()
                .filter(mark -> found.containsKey(mark.chatId()))
                .filter(mark -> refusal(found.get(mark.chatId()), userId, mark) != null)
                .forEach(mark -> doubtful.add(mark.chatId()));
        if (!doubtful.isEmpty()) {
            passHead();
            doubtful.forEach(chatId -> look(chatId, found, unknown));
        }
        found.putAll(load(unknown));
        return found;
    }

    private void look(ChatId chatId, Map<ChatId, Facts> found, Set<ChatId> unknown) {
        Facts facts = known.find(chatId);
        if (facts == null) {
            unknown.add(chatId);
        } else {
            found.put(chatId, facts);
        }
    }

    private Map<ChatId, Facts> load(Set<ChatId> chatIds) {
        if (chatIds.isEmpty()) {
            return Map.of();
        }
        Map<ChatId, Facts> loaded = Map.of();
        known.loading(chatIds);
        try {
            loaded = facts.load(chatIds);
            return loaded;
        } finally {
            known.loaded(chatIds, loaded);
        }
    }

    private void passHead() {
        try {
            if (passage.await(tail.head(), this::hold, patience)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new Rejection(ErrorCode.UNAVAILABLE, "The receipts could not be checked in time.");
    }

    private long hold() {
        EventTail.Subscription following = subscription;
        return following == null ? 0 : following.position();
    }

    private static @Nullable ErrorCode refusal(@Nullable Facts facts, UserId userId, Mark mark) {
        if (facts == null || !facts.members().users().contains(userId)) {
            return ErrorCode.CHAT_NOT_FOUND;
        }
        return mark.sequence() > facts.lastSequence() ? ErrorCode.BEYOND_LAST_SEQUENCE : null;
    }

    private void hear(LoggedEvent logged) {
        if (logged.event() instanceof ChatEvent event) {
            hear(event);
        } else if (logged.event() instanceof MessageSent sent) {
            hear(sent);
        }
        passage.advance(logged.position());
    }

    private void hear(ChatEvent event) {
        if (event instanceof DirectChatOpened opened) {
            known.heard(opened.chatId(), Facts.of(opened.audience(), 0));
        } else if (event instanceof GroupOpened opened) {
            known.heard(opened.chatId(), new Facts(membersOf(opened), 0));
        } else if (event instanceof MemberAdded added) {
            known.changed(added.chatId(), facts -> facts.with(added.membershipVersion(), added.userId()));
        } else if (event instanceof MemberRemoved removed) {
            known.changed(removed.chatId(), facts -> facts.without(removed.membershipVersion(), removed.userId()));
        } else if (event instanceof ChatGone gone) {
            known.changed(gone.chatId(), Facts::gone);
        }
    }

    private void hear(MessageSent sent) {
        if (sent.audience() instanceof Audience.Pair pair) {
            known.heard(sent.chatId(), Facts.of(pair, sent.sequence()));
        } else {
            known.changed(sent.chatId(), facts -> facts.reaching(sent.sequence()));
        }
    }

    private static Members membersOf(GroupOpened opened) {
        return Members.ofGroup(
                opened.membershipVersion(),
                opened.members().stream().map(Seat::userId).collect(Collectors.toSet()));
    }
}
