package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.events.Events.Chat;
import io.parley.contract.ParleyEvent;
import io.parley.contract.id.UserId;
import io.parley.contract.log.LoggedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.awaitility.Awaitility;

/** Whatever happened and wherever a client broke off: what it has is what was addressed to it, once each, in order. */
class ResumeProperties {

    private static final int USERS = 4;

    private final List<UserId> users =
            Stream.generate(UserId::random).limit(USERS).toList();

    @Property(tries = 150)
    void aResumeAtEveryPointIsTheSameAsAFreshState(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int before,
            @ForAll @IntRange(max = 60) int meanwhile,
            @ForAll @IntRange(min = 1, max = 7) int pageSize,
            @ForAll @IntRange(min = 1, max = 300) int bufferFrames,
            @ForAll boolean forgetful) {
        Random random = new Random(seed);
        UserId user = users.get(0);
        StreamProperties.Groups groups = forgetful ? Streams.forgetful() : Streams.groups(100, 100);
        try (Streams streams = new Streams(Streams.properties(bufferFrames, pageSize, groups))) {
            Group group = Group.open(streams.log, user, users.get(1));
            append(streams, group, random, before);
            int head = (int) streams.log.head();
            CompletableFuture<Void> appending =
                    CompletableFuture.runAsync(() -> append(streams, group, new Random(~seed), meanwhile));
            int after = random.nextInt(head + 1);
            List<Long> had = addressed(streams, user, 0, after);
            List<Long> got = resumeUntilAllIsThere(streams, user, after, appending, random);
            List<Long> all = new ArrayList<>(had);
            all.addAll(got);
            assertThat(all).isEqualTo(addressed(streams, user, 0, streams.log.head()));
        }
    }

    /** Takes streams, breaking off now and then, until the last event that is addressed to the user has come. */
    private List<Long> resumeUntilAllIsThere(
            Streams streams, UserId user, long after, CompletableFuture<Void> appending, Random random) {
        List<Long> got = new ArrayList<>();
        long seen = after;
        while (true) {
            awaitFeed(streams, seen);
            boolean complete = random.nextInt(3) == 0;
            try (Streams.Taken taken = streams.open(Streams.caller(user), new Start.After(seen))) {
                if (complete) {
                    appending.join();
                    taken.await(last(streams, user, seen));
                }
                List<Long> positions = taken.positions();
                got.addAll(positions);
                seen = positions.isEmpty() ? seen : positions.get(positions.size() - 1);
                if (complete && seen >= last(streams, user, seen)) {
                    return got;
                }
            }
        }
    }

    private static void awaitFeed(Streams streams, long position) {
        Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> streams.feed.position() >= position);
    }

    private long last(Streams streams, UserId user, long seen) {
        List<Long> addressed = addressed(streams, user, 0, streams.log.head());
        return addressed.isEmpty() ? seen : Math.max(seen, addressed.get(addressed.size() - 1));
    }

    @Property(tries = 50)
    void theMarksThatAClientHasAfterAResumeAreTheLatest(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int before,
            @ForAll @IntRange(max = 40) int meanwhile,
            @ForAll @IntRange(min = 1, max = 50) int bufferFrames) {
        UserId user = users.get(0);
        Chat chat = Chat.of(user, users.get(1));
        try (Streams streams = new Streams(bufferFrames, 3)) {
            for (int i = 1; i <= before; i++) {
                streams.log.append(Events.receipt(chat, users.get(1), i, i));
            }
            CompletableFuture<Void> appending = CompletableFuture.runAsync(() -> {
                for (int i = before + 1; i <= before + meanwhile; i++) {
                    streams.log.append(Events.receipt(chat, users.get(1), i, i));
                }
            });
            long after = new Random(seed).nextInt(before);
            awaitFeed(streams, after);
            try (Streams.Taken taken = streams.open(Streams.caller(user), new Start.After(after))) {
                appending.join();
                taken.await(streams.log.append(Events.opened(chat)));
                assertThat(taken.isOpen()).isTrue();
                List<String> receipts = taken.receipts();
                assertThat(receipts.get(receipts.size() - 1))
                        .endsWith("\"delivered\":" + (before + meanwhile) + ",\"read\":" + (before + meanwhile) + "}");
            }
        }
    }

    private void append(Streams streams, Group group, Random random, int count) {
        for (int i = 0; i < count; i++) {
            if (random.nextBoolean()) {
                anythingIn(group, random);
                continue;
            }
            UserId one = users.get(random.nextInt(USERS));
            UserId other = users.get((users.indexOf(one) + 1 + random.nextInt(USERS - 1)) % USERS);
            streams.log.append(anything(Chat.of(one, other), random));
            if (random.nextInt(8) == 0) {
                Thread.yield();
            }
        }
    }

    private void anythingIn(Group group, Random random) {
        UserId user = users.get(random.nextInt(USERS));
        switch (random.nextInt(8)) {
            case 0 -> group.call("Hut " + random.nextInt(9));
            case 1 -> group.mark(user, 1, 1);
            case 2 -> joinOrLeave(group, user, random);
            case 3, 4 -> group.send(user, "text");
            default -> group.fillNext(random.nextInt(2));
        }
    }

    private static void joinOrLeave(Group group, UserId user, Random random) {
        if (group.has(user)) {
            group.remove(user);
        } else {
            group.add(user, random.nextInt(2));
        }
    }

    private static ParleyEvent anything(Chat chat, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Events.opened(chat);
            case 1 -> Events.receipt(chat, chat.one(), 1, 1);
            default -> Events.message(chat, chat.one(), 1, "text");
        };
    }

    private static List<Long> addressed(Streams streams, UserId user, long after, long upTo) {
        return streams.log.between(after, upTo).stream()
                .filter(logged -> streams.readSide.isFor(logged, user))
                .map(LoggedEvent::position)
                .toList();
    }
}
