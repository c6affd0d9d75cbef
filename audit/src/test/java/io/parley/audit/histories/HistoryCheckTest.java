package io.parley.audit.histories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of fault, in as short a history as shows it. The first record stands in line 2. */
class HistoryCheckTest {

    private final Recorded history = new Recorded("run");

    private void finds(Check check, String what, long... lines) throws IOException {
        HistoryVerdict verdict = history.look();
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.of(check).violations()).as("%s", verdict).isPositive();
        assertThat(verdict.violations())
                .filteredOn(violation -> violation.check() == check)
                .anySatisfy(violation -> {
                    assertThat(violation.what()).contains(what);
                    assertThat(violation.places())
                            .extracting(Place::line)
                            .containsExactly(
                                    java.util.Arrays.stream(lines).boxed().toArray(Long[]::new));
                });
    }

    private void findsOnly(Check check, String what, long... lines) throws IOException {
        finds(check, what, lines);
        assertThat(history.look().violations())
                .allSatisfy(found -> assertThat(found.check()).isEqualTo(check));
    }

    private void findsNothing() throws IOException {
        HistoryVerdict verdict = history.look();
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.holds()).isTrue();
    }

    @Test
    void ofAConversationAsItShouldBeNothingIsFoundAndEverythingIsLookedAt() throws IOException {
        history.sent("ada", "m1", 0, 10, 1)
                .came("ben", "m1", "ada", 1, 8)
                .gave("ben", 1, 0, 11, 12)
                .saw("ada", "ben", 1, 0, 13)
                .sent("ada", "m2", 20, 30, 2)
                .sent("ben", "m3", 25, 28, 3)
                .came("ben", "m2", "ada", 2, 31)
                .came("ben", "m3", "ben", 3, 32)
                .read("ada", 33, 34, "m3=3", "m2=2", "m1=1")
                .gave("ben", 0, 3, 35, 36)
                .saw("ada", "ben", 3, 3, 37)
                .read("ada", 38, 39, "m3=3", "m2=2")
                .with("from", 2)
                .tookBack("ben", "m3", 40, 41)
                .left("ben", 45, 46)
                .readAtTheEnd("ben", 50, 51, "m1=1", "m2=2", "m3=3-")
                .listened("ben", 50);

        findsNothing();
        HistoryVerdict verdict = history.look();
        assertThat(verdict.operations()).isEqualTo(16);
        assertThat(verdict.clients()).isEqualTo(2);
        assertThat(verdict.chats()).isEqualTo(1);
        assertThat(verdict.messages()).isEqualTo(3);
        assertThat(verdict.tallies().values())
                .hasSize(Check.values().length)
                .allSatisfy(tally -> assertThat(tally.looked()).isPositive());
    }

    @Test
    void whatWasNotLookedAtIsKnown() throws IOException {
        history.sent("ada", "m1", 0, 10, 1);

        assertThat(history.look().of(Check.NO_LOSS).looked()).isZero();
        assertThat(history.look().of(Check.READ_YOUR_WRITES).looked()).isZero();
    }

    @Test
    void aSendWithoutAnAnswerMayHaveHappenedOrNot() throws IOException {
        history.unknown("ada", "m1", 0)
                .unknown("ada", "m2", 20)
                .came("ben", "m2", "ada", 1, 40)
                .listened("ben", 50)
                .readAtTheEnd("ada", 60, 61, "m2=1");
        findsNothing();
    }

    @Test
    void aRepeatedSendIsOneMessageWhicheverAttemptHadTheEffect() throws IOException {
        history.unknown("ada", "m1", 0)
                .refused("ada", "m1", 5, 6)
                .came("ben", "m1", "ada", 1, 8)
                .sent("ben", "m2", 9, 10, 2)
                .sent("ada", "m1", 20, 30, 1)
                .sent("ada", "m1", 40, 50, 1);
        findsNothing();
    }

    @Test
    void sendsThatOverlapHaveAnyOrder() throws IOException {
        history.sent("ada", "m1", 0, 10, 2).sent("ada", "m2", 5, 8, 1).sent("ben", "m3", 6, 30, 3);
        findsNothing();
    }

    @Test
    void aReadMayOrMayNotHaveWhatIsSentMeanwhile() throws IOException {
        history.sent("ada", "m1", 0, 10, 1)
                .sent("ada", "m2", 11, 20, 2)
                .read("ada", 15, 25, "m1=1")
                .read("ada", 16, 24, "m1=1", "m2=2");
        findsNothing();
    }

    @Test
    void whatWasAcceptedIsMissingFromAFinalRead() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).sent("ada", "m2", 11, 20, 2).readAtTheEnd("ben", 30, 31, "m1=1");
        findsOnly(Check.NO_LOSS, "number 2 (message m2)", 3, 4);
    }

    @Test
    void whatWasAcceptedIsMissingFromTheMiddleOfAFinalRead() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).sent("ada", "m2", 11, 20, 2).readAtTheEnd("ben", 30, 31, "m2=2");
        finds(Check.NO_LOSS, "number 1 (message m1)", 2, 4);
        finds(Check.READER_ORDER, "a gap in it: number 1", 4);
    }

    @Test
    void whatWasAcceptedNeverCameToSomebodyWhoListenedThroughout() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).listened("ben", 30);
        findsOnly(Check.NO_LOSS, "never came to ben", 2, 3);
    }

    @Test
    void whatWasAcceptedAfterTheEndNeedNotHaveCome() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).listened("ben", 9);
        findsNothing();
    }

    @Test
    void aMessageComesTwiceInAStream() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).came("ben", "m1", "ada", 1, 11).came("ben", "m1", "ada", 1, 12);
        findsOnly(Check.NO_DOUBLE, "came to ben a second time", 4);
    }

    @Test
    void aMessageStandsTwiceInARead() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).read("ben", 11, 12, "m1=1", "m1=1");
        findsOnly(Check.NO_DOUBLE, "number 1 stands twice", 3);
    }

    @Test
    void aMessageHasTwoNumbers() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).sent("ada", "m1", 11, 20, 2);
        findsOnly(Check.ONE_NUMBER, "message m1 has number 1 and number 2", 2, 3);
    }

    @Test
    void aNumberHasTwoMessages() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).sent("ben", "m2", 0, 20, 1);
        findsOnly(Check.ONE_NUMBER, "messages m1 and m2 both have number 1", 2, 3);
    }

    @Test
    void aMessageIsInTwoChats() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).in("d").came("ben", "m1", "ada", 1, 20);
        findsOnly(Check.ONE_NUMBER, "message m1 is in two chats, c and d", 2, 3);
    }

    @Test
    void aMessageIsSeenThatWasNeverSent() throws IOException {
        history.came("ben", "m1", "ada", 1, 20);
        findsOnly(Check.NOTHING_INVENTED, "message m1 is seen and was never sent", 2);
    }

    @Test
    void aMessageIsSeenThatWasRefused() throws IOException {
        history.refused("ada", "m1", 0, 10).came("ben", "m1", "ada", 1, 20);
        findsOnly(Check.NOTHING_INVENTED, "was refused whenever it was sent", 3);
    }

    @Test
    void aMessageIsSeenBeforeItWasSent() throws IOException {
        history.came("ben", "m1", "ada", 1, 20).sent("ada", "m1", 30, 40, 1);
        findsOnly(Check.NOTHING_INVENTED, "was sent only later", 2);
    }

    @Test
    void aMessageBearsAnotherSender() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).came("ben", "m1", "cy", 1, 20);
        findsOnly(Check.NOTHING_INVENTED, "was sent by somebody else", 3);
    }

    @Test
    void aStreamHasAGap() throws IOException {
        history.sent("ada", "m1", 0, 10, 1)
                .sent("ada", "m2", 11, 20, 2)
                .sent("ada", "m3", 21, 30, 3)
                .came("ben", "m1", "ada", 1, 31)
                .came("ben", "m3", "ada", 3, 32);
        findsOnly(Check.READER_ORDER, "number 3 came to ben after number 1", 5, 6);
    }

    @Test
    void aStreamGoesBack() throws IOException {
        history.sent("ada", "m1", 0, 10, 1)
                .sent("ada", "m2", 11, 20, 2)
                .came("ben", "m2", "ada", 2, 31)
                .came("ben", "m1", "ada", 1, 32);
        findsOnly(Check.READER_ORDER, "number 1 came to ben after number 2", 4, 5);
    }

    @Test
    void aStreamThatIsListenedToThroughoutBeginsTooLate() throws IOException {
        history.unknown("ada", "m1", 0)
                .sent("ada", "m2", 11, 20, 2)
                .came("ben", "m2", "ada", 2, 31)
                .listened("ben", 40);
        findsOnly(Check.READER_ORDER, "number 2 came to ben after number 0", 4);
    }

    @Test
    void aReadIsNotInOrder() throws IOException {
        history.sent("ada", "m1", 0, 10, 1)
                .sent("ada", "m2", 11, 20, 2)
                .sent("ada", "m3", 21, 30, 3)
                .read("ben", 31, 32, "m1=1", "m3=3", "m2=2");
        findsOnly(Check.READER_ORDER, "number 2 stands after number 3", 5);
    }

    @Test
    void aReadShowsWhatWasNotAskedFor() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).read("ben", 31, 32, "m1=1").with("from", 2);
        findsOnly(Check.READER_ORDER, "which was not asked for", 3);
    }

    @Test
    void aClientsSecondMessageComesBeforeItsFirst() throws IOException {
        history.sent("ada", "m1", 0, 10, 2).sent("ada", "m2", 11, 20, 1);
        finds(Check.SESSION_ORDER, "number 2 (message m1) was taken before number 1 (message m2)", 2, 3);
    }

    @Test
    void whatIsSentAfterSomebodySawAnotherMessageComesBeforeThat() throws IOException {
        history.unknown("ada", "m1", 0)
                .came("ben", "m1", "ada", 2, 10)
                .unknown("ben", "m2", 11)
                .came("cy", "m2", "ben", 1, 20);
        findsOnly(Check.REAL_TIME_ORDER, "number 2 (message m1) was taken before number 1 (message m2)", 3, 4);
    }

    @Test
    void aClientDoesNotReadWhatItHasSent() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).read("ada", 11, 12);
        findsOnly(Check.READ_YOUR_WRITES, "was accepted from ada before", 2, 3);
    }

    @Test
    void whatIsBeyondAPageIsNotMissedThere() throws IOException {
        history.sent("ada", "m1", 0, 10, 1)
                .sent("ada", "m2", 11, 20, 2)
                .read("ada", 21, 22, "m1=1")
                .with("to", 1)
                .read("ada", 23, 24, "m2=2")
                .with("from", 2);
        findsNothing();
    }

    @Test
    void aClientReadsLessThanBefore() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).read("ben", 11, 12, "m1=1").read("ben", 12, 13);
        findsOnly(Check.MONOTONIC_READS, "number 1 was read, and then no further than number 0", 3, 4);
    }

    private Recorded fourMessages() {
        return history.sent("ada", "m1", 0, 10, 1)
                .sent("ada", "m2", 11, 20, 2)
                .sent("ada", "m3", 21, 30, 3)
                .sent("ada", "m4", 31, 40, 4);
    }

    @Test
    void aClientReadsLessThanBeforeOfAPageThatEndsEarlier() throws IOException {
        fourMessages()
                .read("ben", 41, 42, "m2=2", "m3=3", "m4=4")
                .with("from", 2)
                .read("ben", 43, 44, "m1=1")
                .with("to", 3);
        findsOnly(Check.MONOTONIC_READS, "number 3 was read, and then no further than number 1", 6, 7);
    }

    @Test
    void aClientReadsLessThanBeforeThoughItHasReadWhatComesLaterToo() throws IOException {
        fourMessages()
                .read("ben", 41, 42, "m4=4")
                .with("from", 4)
                .read("ben", 43, 44, "m1=1", "m2=2")
                .with("to", 2)
                .read("ben", 45, 46, "m1=1")
                .with("to", 3);
        findsOnly(Check.MONOTONIC_READS, "number 2 was read, and then no further than number 1", 7, 8);
    }

    @Test
    void whatWasReadElsewhereIsNotExpectedOfAPage() throws IOException {
        fourMessages()
                .read("ben", 41, 42, "m4=4")
                .with("from", 4)
                .read("ben", 43, 44, "m1=1")
                .with("to", 3)
                .read("ben", 45, 46, "m1=1", "m2=2", "m3=3", "m4=4");
        findsNothing();
    }

    @Test
    void readsAtTheSameTimeAreInNoOrder() throws IOException {
        history.sent("ada", "m1", 0, 10, 1).read("ben", 5, 12, "m1=1").read("ben", 5, 13);
        findsNothing();
    }

    private Recorded twoMessages() {
        return history.sent("ada", "m1", 0, 10, 1).sent("ada", "m2", 11, 20, 2);
    }

    @Test
    void marksGoBack() throws IOException {
        twoMessages()
                .gave("ben", 1, 1, 21, 22)
                .gave("ben", 2, 0, 23, 24)
                .saw("ada", "ben", 2, 1, 30)
                .saw("ada", "ben", 1, 1, 31);
        findsOnly(Check.MONOTONIC_RECEIPTS, "the marks of ben went back", 6, 7);
    }

    @Test
    void moreIsReadThanDelivered() throws IOException {
        twoMessages().gave("ben", 1, 2, 21, 22).saw("ada", "ben", 1, 2, 30);
        findsOnly(Check.MONOTONIC_RECEIPTS, "ben has read up to 2, and got no further than 1", 5);
    }

    @Test
    void aMarkIsBeyondWhatWasSent() throws IOException {
        twoMessages().gave("ben", 3, 0, 21, 22).saw("ada", "ben", 3, 0, 30);
        findsOnly(Check.RECEIPTS_GIVEN, "is beyond what was sent", 5);
    }

    @Test
    void aMarkIsOfWhatWasSentOnlyLater() throws IOException {
        history.gave("ben", 1, 0, 1, 2).saw("ada", "ben", 1, 0, 3).sent("ada", "m1", 5, 10, 1);
        findsOnly(Check.RECEIPTS_GIVEN, "is beyond what was sent", 3);
    }

    @Test
    void aMarkWasGivenByNobody() throws IOException {
        twoMessages().gave("ben", 1, 0, 21, 22).saw("ada", "ben", 2, 0, 30);
        findsOnly(Check.RECEIPTS_GIVEN, "was given by nobody", 5);
    }

    @Test
    void aMarkWasRefused() throws IOException {
        twoMessages().gave("ben", 1, 0, 21, 22).with("outcome", "refused").saw("ada", "ben", 1, 0, 30);
        findsOnly(Check.RECEIPTS_GIVEN, "was given by nobody", 5);
    }

    @Test
    void aMarkOfUnknownOutcomeMayBeSeen() throws IOException {
        twoMessages().gave("ben", 0, 2, 21, 22).with("outcome", "unknown").saw("ada", "ben", 2, 2, 30);
        findsNothing();
    }

    @Test
    void filesOfOneRunAreLookedAtTogetherAndNamed() throws IOException {
        history.sent("ada", "m1", 0, 10, 1);
        Recorded other = new Recorded("other").came("ben", "m1", "ada", 1, 11).came("ben", "m2", "ada", 2, 12);

        HistoryVerdict verdict = HistoryCheck.of(List.of(history, other));

        assertThat(verdict.violations()).hasSize(1);
        assertThat(verdict.violations().get(0).places()).containsExactly(new Place(1, 3));
    }

    @Test
    void ofManyFaultsAllAreCountedAndTheFirstAreTold() throws IOException {
        for (int i = 1; i <= 150; i++) {
            history.came("ben", "m" + i, "ada", i, i);
        }
        HistoryVerdict verdict = history.look();

        assertThat(verdict.of(Check.NOTHING_INVENTED).violations()).isEqualTo(150);
        assertThat(verdict.violations()).hasSize(100);
    }
}
