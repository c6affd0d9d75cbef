package io.parley.infra.axonserver;

import io.parley.command.chat.PairClaims;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.infra.store.StoreFailures;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Pairs and their chats, of which none is named to others before its first event is in the log. Whoever opens the same chat at the
 * same moment waits for that event, which is on its way as a rule, and is refused only if it does not come.
 */
final class SettledPairs implements PairClaims {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final PairClaims pairs;
    private final Creations creations;

    SettledPairs(PairClaims pairs, Creations creations) {
        this.pairs = pairs;
        this.creations = creations;
    }

    /**
     * What is waited for needs nothing that this thread holds: its claims are committed, and only the log must take its event. The
     * claim is made again until two in a row tell the same, for in between the other may have been taken back.
     */
    @Override
    public ChatId claim(UserId one, UserId other, ChatId chatId) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        ChatId before = pairs.claim(one, other, chatId);
        while (!before.equals(chatId)) {
            boolean pending = creations.isPending(before.toString());
            if (pending) {
                pause(end);
            }
            ChatId living = pairs.claim(one, other, chatId);
            if (living.equals(before) && !pending) {
                return living;
            }
            before = living;
        }
        return chatId;
    }

    @Override
    public void release(ChatId chatId) {
        pairs.release(chatId);
    }

    private static void pause(long end) {
        if (System.nanoTime() > end) {
            throw StoreFailures.unavailable();
        }
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StoreFailures.unavailable();
        }
    }
}
