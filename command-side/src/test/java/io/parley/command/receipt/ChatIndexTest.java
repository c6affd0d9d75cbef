package io.parley.command.receipt;

import static io.parley.command.fake.Crowd.added;
import static io.parley.command.fake.Crowd.group;
import static io.parley.command.fake.Crowd.removed;
import static io.parley.command.fake.Crowd.said;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CAROL;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.People.sent;
import static io.parley.command.fake.Refusals.codeOf;
import static io.parley.command.fake.Temporary.gone;
import static io.parley.command.fake.Temporary.purged;
import static io.parley.command.fake.Temporary.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.FakeLog;
import io.parley.contract.chat.Audience;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.receipt.MarksChecked.Refused;
import io.parley.contract.receipt.ReceiptQuery.Mark;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatIndexTest {

    private static final Audience.Pair BOTH = new Audience.Pair(ALICE, BOB);
    private static final int CAPACITY = 3;

    private final FakeLog log = new FakeLog();
    private final ChatIndex index = new ChatIndex(log, log, CAPACITY, Duration.ofSeconds(10));

    @AfterEach
    void closeTheIndex() {
        index.close();
    }

    @Test
    void whatTheTailToldIsAllowedAtOnce() {
        index.start();
        int headsBefore = log.heads();
        log.append(opened());
        log.append(sent(1, "text"));

        assertThat(index.check(BOB, CHAT, 1)).isEqualTo(BOTH);
        assertThat(log.loads()).isZero();
        assertThat(log.heads()).isEqualTo(headsBefore);
    }

    @Test
    void theMembersOfAGroupAreKnownAsTheyComeAndGo() {
        index.start();
        log.append(group(BOB));
        log.append(said(1, 1, List.of(0L)));
        assertThat(codeOf(() -> index.check(CAROL, CHAT, 1))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);

        log.append(added(CAROL, 0, 2, 1));
        log.append(removed(BOB, 1, 3, 1, BOB));

        assertThat(index.check(CAROL, CHAT, 1)).isEqualTo(new Audience.Group(3, List.of()));
        assertThat(codeOf(() -> index.check(BOB, CHAT, 1))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
        assertThat(log.loads()).isZero();
    }

    @Test
    void whoJoinsAGroupWhileItIsBeingLoadedIsNotForgotten() {
        log.append(group(BOB));
        log.append(said(1, 1, List.of(0L)));
        index.start();
        log.afterLoad(() -> {
            log.append(added(CAROL, 0, 2, 1));
            log.append(said(2, 2, List.of(0L)));
        });
        index.check(BOB, CHAT, 1);

        assertThat(index.check(CAROL, CHAT, 2)).isEqualTo(new Audience.Group(2, List.of()));
        assertThat(log.loads()).isEqualTo(1);
    }

    @Test
    void aChatFromBeforeTheStartIsLoadedOnce() {
        log.append(opened());
        log.append(sent(1, "text"));
        index.start();

        assertThat(index.check(BOB, CHAT, 1)).isEqualTo(BOTH);
        assertThat(index.check(ALICE, CHAT, 1)).isEqualTo(BOTH);
        assertThat(log.loads()).isEqualTo(1);
    }

    @Test
    void aChatWithoutMessagesHasNothingToMark() {
        index.start();
        log.append(opened());

        assertThat(codeOf(() -> index.check(BOB, CHAT, 1))).isEqualTo(ErrorCode.BEYOND_LAST_SEQUENCE);
    }

    @Test
    void whoIsNotInTheChatIsToldThatThereIsNone() {
        index.start();
        log.append(opened());
        log.append(sent(1, "text"));

        assertThat(codeOf(() -> index.check(CAROL, CHAT, 1))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
        assertThat(codeOf(() -> index.check(CAROL, CHAT, 99))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
        assertThat(codeOf(() -> index.check(CAROL, ChatId.random(), 1))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void aMarkBeyondWhatTheIndexKnowsWaitsUntilItHasPassedTheHead() throws Exception {
        index.start();
        log.append(opened());
        log.lag();
        log.append(sent(1, "text"));

        CompletableFuture<Audience> check = CompletableFuture.supplyAsync(() -> index.check(BOB, CHAT, 1));
        Thread.sleep(100);
        assertThat(check).isNotDone();
        log.catchUp();

        assertThat(check.get(10, TimeUnit.SECONDS)).isEqualTo(BOTH);
    }

    @Test
    void itIsRefusedOnceTheIndexHasPassedTheHead() {
        index.start();
        log.append(opened());
        log.append(sent(1, "text"));
        log.lag();
        log.append(sent(ChatId.random(), 1, "elsewhere"));
        log.beforeHead(log::catchUp);

        assertThat(codeOf(() -> index.check(BOB, CHAT, 2))).isEqualTo(ErrorCode.BEYOND_LAST_SEQUENCE);
    }

    @Test
    void whatIsCommittedAfterTheCallIsNotWaitedFor() {
        index.start();
        log.append(opened());
        log.beforeHead(log::lag);

        assertThat(codeOf(() -> index.check(BOB, CHAT, 1))).isEqualTo(ErrorCode.BEYOND_LAST_SEQUENCE);
    }

    @Test
    void anEventThatTheFollowerPassesOverHoldsNobodyUp() {
        index.start();
        log.append(opened());
        log.appendUnheard(sent(ChatId.random(), 1, "elsewhere"));

        assertThat(codeOf(() -> index.check(BOB, CHAT, 1))).isEqualTo(ErrorCode.BEYOND_LAST_SEQUENCE);
    }

    @Test
    void whenTheTailStandsStillTheCheckIsUnavailableAndNoMarkIsRefusedForIt() {
        ChatIndex hasty = new ChatIndex(log, log, CAPACITY, Duration.ofMillis(50));
        hasty.start();
        log.append(opened());
        log.lag();
        log.append(sent(1, "text"));

        assertThat(codeOf(() -> hasty.check(BOB, CHAT, 1))).isEqualTo(ErrorCode.UNAVAILABLE);
        hasty.close();
    }

    @Test
    void whatIsHeardWhileAChatIsLoadedIsNotLost() {
        log.append(opened());
        log.append(sent(1, "text"));
        index.start();
        log.afterLoad(() -> {
            log.afterLoad(() -> {});
            log.append(sent(2, "text"));
            Stream.generate(ChatId::random).limit(CAPACITY).forEach(other -> log.append(opened(other)));
        });

        assertThat(index.check(BOB, CHAT, 1)).isEqualTo(BOTH);
        assertThat(index.check(BOB, CHAT, 2)).isEqualTo(BOTH);
        assertThat(log.loads()).isEqualTo(1);
    }

    @Test
    void onlySoManyChatsAreHeldAndTheOthersLoadedWhenTheyAreNeeded() {
        index.start();
        log.append(opened());
        log.append(sent(1, "text"));
        Stream.generate(ChatId::random).limit(CAPACITY).forEach(other -> log.append(opened(other)));

        assertThat(index.check(BOB, CHAT, 1)).isEqualTo(BOTH);
        assertThat(log.loads()).isEqualTo(1);
    }

    @Test
    void manyMarksAreCheckedWithOneLoadAndOneLookAtTheHead() {
        List<ChatId> old = Stream.generate(ChatId::random).limit(3).toList();
        old.forEach(chat -> log.append(opened(chat)));
        old.forEach(chat -> log.append(sent(chat, 1, "text")));
        index.start();
        log.append(opened());
        log.append(sent(1, "text"));
        int headsBefore = log.heads();

        List<Refused> refused = index.refusals(
                BOB,
                List.of(
                        new Mark(CHAT, 1),
                        new Mark(CHAT, 2),
                        new Mark(old.get(0), 1),
                        new Mark(old.get(1), 2),
                        new Mark(old.get(2), 1),
                        new Mark(ChatId.random(), 1)));

        assertThat(refused)
                .containsExactly(
                        new Refused(1, ErrorCode.BEYOND_LAST_SEQUENCE),
                        new Refused(3, ErrorCode.BEYOND_LAST_SEQUENCE),
                        new Refused(5, ErrorCode.CHAT_NOT_FOUND));
        assertThat(log.loads()).isEqualTo(1);
        assertThat(log.heads()).isEqualTo(headsBefore + 1);
    }

    @Test
    void whatItCannotLoadItDoesNotRemember() {
        log.append(opened());
        log.append(sent(1, "text"));
        index.start();
        log.afterLoad(() -> {
            log.afterLoad(() -> {});
            throw new IllegalStateException("the store cannot be reached");
        });

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> index.check(BOB, CHAT, 1))
                .isInstanceOf(IllegalStateException.class);
        assertThat(index.check(BOB, CHAT, 1)).isEqualTo(BOTH);
    }

    @Test
    void inAChatThatIsGoneNothingCanBeMarked() {
        index.start();
        log.append(opened());
        log.append(sent(1, "text"));
        assertThat(index.check(BOB, CHAT, 1)).isEqualTo(BOTH);

        log.append(purged(BOTH, 1, ALICE, second(2)));

        assertThat(codeOf(() -> index.check(BOB, CHAT, 1))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
        assertThat(index.refusals(ALICE, List.of(new Mark(CHAT, 1))))
                .containsExactly(new Refused(0, ErrorCode.CHAT_NOT_FOUND));
        assertThat(log.loads()).isZero();
    }

    @Test
    void inAGroupThatIsGoneNeither() {
        index.start();
        log.append(group(BOB));
        log.append(said(1, 1, List.of(0L)));
        log.append(gone(new Audience.Group(1, List.of(0L)), 1, second(2), second(2)));

        assertThat(codeOf(() -> index.check(BOB, CHAT, 1))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
        assertThat(log.loads()).isZero();
    }

    @Test
    void aChatThatGoesWhileItIsBeingLoadedIsGone() {
        log.append(opened());
        log.append(sent(1, "text"));
        index.start();
        log.afterLoad(() -> {
            log.afterLoad(() -> {});
            log.append(purged(BOTH, 1, ALICE, second(2)));
        });
        index.refusals(BOB, List.of(new Mark(CHAT, 1)));

        assertThat(codeOf(() -> index.check(BOB, CHAT, 1))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
        assertThat(log.loads()).isEqualTo(1);
    }

    @Test
    void aChatThatWentBeforeTheStartIsGone() {
        log.append(opened());
        log.append(sent(1, "text"));
        log.append(purged(BOTH, 1, ALICE, second(2)));
        index.start();

        assertThat(codeOf(() -> index.check(BOB, CHAT, 1))).isEqualTo(ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void onceClosedItFollowsNoMore() {
        index.start();
        index.start();
        assertThat(log.followers()).isEqualTo(1);

        index.close();
        index.close();
        assertThat(log.followers()).isZero();
    }
}
