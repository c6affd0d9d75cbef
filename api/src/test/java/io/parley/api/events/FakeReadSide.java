package io.parley.api.events;

import io.parley.contract.ParleyQuery;
import io.parley.contract.chat.Audience;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.mailbox.Addressees;
import io.parley.contract.mailbox.MailboxPage;
import io.parley.contract.mailbox.MailboxQuery.FindMailbox;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessageReader;
import io.parley.contract.receipt.ChangedReceipts;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.contract.receipt.ReceiptMarks;
import io.parley.contract.receipt.ReceiptQuery.FindReceiptsChanged;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;

/** The read side over a {@link FakeLog}, behind Axon's real query bus, and the reader of messages: text is the bytes themselves. */
final class FakeReadSide implements MessageReader, AutoCloseable {

    private final FakeLog log;
    private final FakeMemberships memberships;
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private final Set<KeyId> shredded = ConcurrentHashMap.newKeySet();
    private final AtomicInteger mailboxFailures = new AtomicInteger();
    private final AtomicInteger receiptFailures = new AtomicInteger();
    private final AtomicInteger readerFailures = new AtomicInteger();
    private final AtomicInteger pages = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Runnable beforeEachPage = () -> {};

    FakeReadSide(FakeLog log) {
        this.log = log;
        this.memberships = new FakeMemberships(log);
    }

    QueryGateway gateway() {
        SimpleQueryBus bus = SimpleQueryBus.builder().build();
        new AnnotationQueryHandlerAdapter<>(this).subscribe(bus);
        return DefaultQueryGateway.builder().queryBus(bus).build();
    }

    void shred(KeyId key) {
        shredded.add(key);
    }

    void failMailbox(int times) {
        mailboxFailures.set(times);
    }

    void failReceipts(int times) {
        receiptFailures.set(times);
    }

    void failReader(int times) {
        readerFailures.set(times);
    }

    void beforeEachPage(Runnable action) {
        beforeEachPage = action;
    }

    /** How many pages were asked for. */
    int pages() {
        return pages.get();
    }

    /** How often the reader of messages was asked. */
    int reads() {
        return reads.get();
    }

    @QueryHandler
    CompletableFuture<MailboxPage> mailbox(FindMailbox query) {
        return answer(query, mailboxFailures, () -> {
            pages.incrementAndGet();
            beforeEachPage.run();
            return page(query);
        });
    }

    private MailboxPage page(FindMailbox query) {
        List<LoggedEvent> found = new ArrayList<>();
        for (LoggedEvent logged : log.between(query.after(), query.upTo())) {
            if (isFor(logged, query.userId())) {
                found.add(logged);
            }
            if (found.size() == query.limit()) {
                return new MailboxPage(found, logged.position());
            }
        }
        return new MailboxPage(found, query.upTo());
    }

    /** Whether an event belongs to a user's mailbox. */
    boolean isFor(LoggedEvent logged, UserId user) {
        Addressees addressees = Addressees.of(logged.event());
        if (addressees instanceof Addressees.Users users) {
            return users.users().contains(user);
        }
        if (addressees instanceof Addressees.Members members) {
            return memberships.spells(members.chatId(), log.head()).stream()
                    .anyMatch(spell -> spell.userId().equals(user) && spell.hears(logged.position()));
        }
        return addressees instanceof Addressees.Lane lane
                && memberships.spells(lane.chatId(), log.head()).stream()
                        .anyMatch(spell -> spell.userId().equals(user)
                                && spell.lane() == lane.lane()
                                && spell.isBrought(lane.sequence(), logged.position()));
    }

    @QueryHandler
    CompletableFuture<ChangedReceipts> receipts(FindReceiptsChanged query) {
        return answer(query, receiptFailures, () -> new ChangedReceipts(marks(query)));
    }

    private List<ReceiptMarks> marks(FindReceiptsChanged query) {
        Map<List<Object>, ReceiptMarks> latest = new LinkedHashMap<>();
        for (LoggedEvent logged : log.between(query.after(), log.head())) {
            if (logged.event() instanceof ReceiptAdvanced advanced && concerns(advanced, query.viewer())) {
                latest.put(
                        List.of(advanced.chatId(), advanced.userId()),
                        new ReceiptMarks(advanced.chatId(), advanced.userId(), advanced.delivered(), advanced.read()));
            }
        }
        return List.copyOf(latest.values());
    }

    private boolean concerns(ReceiptAdvanced advanced, UserId viewer) {
        if (advanced.audience() instanceof Audience.Pair pair) {
            return pair.other(advanced.userId()).equals(viewer);
        }
        return !advanced.userId().equals(viewer)
                && memberships.spells(advanced.chatId(), log.head()).stream()
                        .anyMatch(spell -> spell.userId().equals(viewer) && spell.lasts());
    }

    private <A> CompletableFuture<A> answer(ParleyQuery<A> query, AtomicInteger failures, Supplier<A> answer) {
        return CompletableFuture.supplyAsync(
                () -> {
                    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new Rejection(ErrorCode.NOT_YET, "not yet");
                    }
                    return answer.get();
                },
                executor);
    }

    @Override
    public Map<Ciphertext, MessageContent> read(Collection<Ciphertext> sealed) {
        reads.incrementAndGet();
        if (readerFailures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new Rejection(ErrorCode.UNAVAILABLE, "unavailable");
        }
        Map<Ciphertext, MessageContent> contents = new HashMap<>();
        for (Ciphertext each : sealed) {
            if (!shredded.contains(each.keyId())) {
                String text = new String(each.bytes(), StandardCharsets.UTF_8);
                contents.put(each, new MessageContent(text, List.of(), List.of()));
            }
        }
        return contents;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
