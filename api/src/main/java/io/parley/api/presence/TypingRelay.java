package io.parley.api.presence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.parley.api.dispatch.Queries;
import io.parley.api.events.PassingEvents;
import io.parley.contract.presence.PresenceQuery.FindTypingAudience;
import io.parley.contract.presence.TypingAudience;
import io.parley.contract.presence.TypingFeed;
import io.parley.contract.presence.TypingFeed.Typing;
import java.util.List;
import java.util.concurrent.Semaphore;
import reactor.core.publisher.Mono;

/**
 * Passes on that somebody types, to the others in the chat who have a stream open: those here itself, those elsewhere by way of the other
 * nodes. Only once in a while for each who types, since those who hear of it believe it for a while; what comes in between costs
 * nothing.
 */
final class TypingRelay {

    /** The event's name. */
    static final String EVENT = "typing";

    private final Queries queries;
    private final PassingEvents events;
    private final TypingFeed others;
    private final PresenceMetrics metrics;
    private final Cache<Typing, Boolean> lately;
    private final Semaphore lookUps;

    TypingRelay(
            PresenceProperties.Typing bounds,
            Queries queries,
            PassingEvents events,
            TypingFeed others,
            PresenceMetrics metrics,
            Ticker ticker) {
        this.queries = queries;
        this.events = events;
        this.others = others;
        this.metrics = metrics;
        this.lookUps = new Semaphore(bounds.atOnce());
        this.lately = Caffeine.newBuilder()
                .expireAfterWrite(bounds.every())
                .maximumSize(bounds.remembered())
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Passes it on, if it was not a short while ago: then it is known that the typist is in the chat.
     *
     * @param lastWrite what the typist wrote last, such as that chat's opening
     */
    Mono<Void> typing(Typing typing, long lastWrite) {
        if (lately.getIfPresent(typing) != null) {
            return Mono.empty();
        }
        return queries.askBeforeWrite(new FindTypingAudience(typing.chatId(), typing.userId(), lastWrite))
                .doOnNext(audience -> pass(typing, audience))
                .then();
    }

    private void pass(Typing typing, TypingAudience audience) {
        if (lately.asMap().putIfAbsent(typing, true) == null) {
            bring(typing, audience);
            others.tell(typing);
        }
    }

    private void bring(Typing typing, TypingAudience audience) {
        metrics.brought(EVENT, events.bring(EVENT, TypingBody.of(typing), audience.hearers()));
    }

    /** Some type at other nodes, which know that they may. */
    void heard(List<Typing> typing) {
        if (events.isAnybodyHere()) {
            typing.forEach(this::heard);
        }
    }

    private void heard(Typing typing) {
        if (!lookUps.tryAcquire()) {
            metrics.typingDropped();
            return;
        }
        queries.ask(new FindTypingAudience(typing.chatId(), typing.userId(), 0))
                .doFinally(end -> lookUps.release())
                .subscribe(audience -> bring(typing, audience), failure -> metrics.typingDropped());
    }
}
