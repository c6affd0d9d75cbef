package io.parley.infra.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.command.user.Blocks;
import io.parley.contract.id.UserId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.user.UserEvent;
import io.parley.contract.user.UserEvent.UserBlocked;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.contract.user.UserEvent.UserUnblocked;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers whom users have blocked, those about whom somebody asked last, so that a message costs no look into the {@link BlockTable}.
 * What changes here is forgotten when its transaction ends, before anybody hears of it; what changes on another node, when the log's
 * tail tells. Bounded. Safe for use by several threads.
 */
public final class BlockIndex implements Blocks, AutoCloseable {

    private final BlockTable table;
    private final EventTail tail;
    private final Cache<UserId, Set<UserId>> known;
    private EventTail.@Nullable Subscription subscription;

    /** How often something was forgotten: what was read before that may be outdated. */
    private long changes;

    /** How many transactions have changed something and are under way: what they read themselves may never come to be. */
    private int unsettled;

    /**
     * An index that knows nothing yet.
     *
     * @param capacity how many users and blocks it remembers, together
     */
    public BlockIndex(BlockTable table, EventTail tail, int capacity) {
        this.table = table;
        this.tail = tail;
        this.known = Caffeine.newBuilder()
                .maximumWeight(capacity)
                .weigher((UserId blocker, Set<UserId> blocked) -> 1 + blocked.size())
                .executor(Runnable::run)
                .build();
    }

    /** Begins to follow the log, from its head. */
    public synchronized void start() {
        if (subscription == null) {
            subscription = tail.follow("block-index", tail.head(), this::hear);
        }
    }

    /** Closes outside of the lock, for the follower that it waits for may want that. */
    @Override
    public void close() {
        EventTail.Subscription following = stopFollowing();
        if (following != null) {
            following.close();
        }
    }

    private synchronized EventTail.@Nullable Subscription stopFollowing() {
        EventTail.Subscription following = subscription;
        subscription = null;
        return following;
    }

    @Override
    public void add(UserId blocker, UserId blocked) {
        forgetAfterwards(blocker);
        table.add(blocker, blocked);
    }

    @Override
    public void remove(UserId blocker, UserId blocked) {
        forgetAfterwards(blocker);
        table.remove(blocker, blocked);
    }

    @Override
    public boolean contain(UserId blocker, UserId blocked) {
        Set<UserId> found = known.getIfPresent(blocker);
        return (found == null ? load(blocker) : found).contains(blocked);
    }

    /** How many users it remembers. */
    long size() {
        known.cleanUp();
        return known.estimatedSize();
    }

    private Set<UserId> load(UserId blocker) {
        long before = changes();
        Set<UserId> read = table.of(blocker);
        keep(blocker, read, before);
        return read;
    }

    private synchronized long changes() {
        return changes;
    }

    private synchronized void keep(UserId blocker, Set<UserId> read, long before) {
        if (changes == before && unsettled == 0) {
            known.put(blocker, read);
        }
    }

    private synchronized void forget(UserId blocker) {
        changes++;
        known.invalidate(blocker);
    }

    private synchronized void began() {
        unsettled++;
    }

    private synchronized void ended(UserId blocker) {
        unsettled--;
        forget(blocker);
    }

    /** Whether it is committed or rolled back: what was read meanwhile may be neither. */
    private void forgetAfterwards(UserId blocker) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                ended(blocker);
            }
        });
        began();
    }

    private void hear(LoggedEvent logged) {
        if (logged.event() instanceof UserBlocked || logged.event() instanceof UserUnblocked) {
            forget(((UserEvent) logged.event()).userId());
        } else if (logged.event() instanceof UserErased erased) {
            forget(erased.userId());
        }
    }
}
