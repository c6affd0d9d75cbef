package io.parley.audit.histories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is taken back or expires, and who leaves. */
class GoingTest {

    private final Recorded history =
            new Recorded("run").sent("ada", "m1", 0, 10, 1).sent("ada", "m2", 20, 30, 2);

    private void finds(Check check, String what) throws IOException {
        assertThat(history.look().violations()).singleElement().satisfies(found -> {
            assertThat(found.check()).isEqualTo(check);
            assertThat(found.what()).contains(what);
        });
    }

    private void findsNothing() throws IOException {
        assertThat(history.look().violations()).isEmpty();
    }

    @Test
    void whatIsBeingTakenBackMayBeReadOrNot() throws IOException {
        history.tookBack("ada", "m2", 40, 60)
                .read("ada", 41, 42, "m1=1", "m2=2")
                .read("ada", 43, 44, "m1=1")
                .read("ben", 55, 70, "m2=2", "m1=1")
                .readAtTheEnd("ada", 80, 81, "m1=1", "m2=2-");
        findsNothing();
    }

    @Test
    void whatWasTakenBackIsNotReadAgain() throws IOException {
        history.tookBack("ada", "m1", 40, 50).read("ben", 51, 60, "m1=1", "m2=2");
        finds(Check.GONE_STAYS_GONE, "was gone, and was read again");
    }

    @Test
    void whatSomebodySawGoneDoesNotComeBackForAnybody() throws IOException {
        history.tookBack("ada", "m1", 40, 90)
                .read("ben", 45, 50, "m1=1-", "m2=2")
                .read("ada", 51, 60, "m1=1", "m2=2");
        finds(Check.GONE_STAYS_GONE, "was gone, and was read again");
    }

    @Test
    void nothingIsGoneThatNobodyTookBackYet() throws IOException {
        history.read("ben", 31, 39, "m1=1-", "m2=2").tookBack("ada", "m1", 40, 50);
        finds(Check.GONE_STAYS_GONE, "nobody took it back");
    }

    @Test
    void takingBackThatWasRefusedIsNone() throws IOException {
        history.tookBack("ada", "m2", 40, 50).with("outcome", "refused").read("ada", 60, 61, "m1=1", "m2=2");
        findsNothing();
        history.readAtTheEnd("ben", 70, 71, "m1=1");
        finds(Check.NO_LOSS, "number 2");
    }

    @Test
    void takingBackOfUnknownOutcomeExcusesBoth() throws IOException {
        history.tookBack("ada", "m2", 40, 50)
                .with("outcome", "unknown")
                .read("ada", 60, 61, "m1=1")
                .readAtTheEnd("ben", 70, 71, "m1=1", "m2=2");
        findsNothing();
    }

    @Test
    void onlyWhatIsGoneIsMissingFromARead() throws IOException {
        history.sent("ada", "m3", 31, 32, 3).tookBack("ada", "m2", 40, 50).read("ben", 60, 61, "m1=1", "m3=3");
        findsNothing();
        history.read("ben", 62, 63, "m3=3").with("from", 1);
        finds(Check.READER_ORDER, "numbers 1 to 2");
    }

    @Test
    void whatIsGoneNeedNotComeByStream() throws IOException {
        history.tookBack("ada", "m1", 40, 50).came("ben", "m2", "ada", 2, 60).listened("ben", 70);
        findsNothing();
        history.came("cy", "m2", "ada", 2, 39).listened("cy", 70);
        finds(Check.READER_ORDER, "number 2 came to cy after number 0");
    }

    @Test
    void whatHasExpiredIsNotReadAnyMoreAndNotMissed() throws IOException {
        history.sent("ada", "m3", 31, 32, 3)
                .with("expires", 50)
                .with("expired", 60)
                .read("ada", 55, 56, "m1=1", "m2=2")
                .read("ben", 57, 70, "m1=1", "m2=2", "m3=3")
                .readAtTheEnd("ada", 80, 81, "m1=1", "m2=2");
        findsNothing();
        history.read("cy", 61, 62, "m1=1", "m2=2", "m3=3");
        finds(Check.GONE_STAYS_GONE, "was gone, and was read again");
    }

    @Test
    void whatIsTakenBackMustHaveBeenSent() throws IOException {
        history.tookBack("ada", "m9", 40, 50);
        finds(Check.NOTHING_INVENTED, "message m9 was taken back and never sent");
    }

    @Test
    void whoLeftNeedNotBeBroughtWhatWasSentAfterwards() throws IOException {
        history.came("ben", "m1", "ada", 1, 12)
                .left("ben", 15, 40) // m2 was taken meanwhile
                .readAtTheEnd("ben", 50, 51, "m1=1")
                .listened("ben", 60);
        findsNothing();
        history.readAtTheEnd("cy", 70, 71, "m1=1");
        finds(Check.NO_LOSS, "number 2");
    }

    @Test
    void whatWasSentBeforeIsOwedToWhoLeft() throws IOException {
        history.left("ben", 35, 40).readAtTheEnd("ben", 50, 51, "m1=1");
        finds(Check.NO_LOSS, "number 2");
    }

    @Test
    void whoLeftIsNotBroughtWhatWasSentAfterwards() throws IOException {
        history.left("ben", 35, 40)
                .sent("ada", "m3", 50, 60, 3)
                .came("ben", "m1", "ada", 1, 61)
                .came("ben", "m2", "ada", 2, 62)
                .came("cy", "m3", "ada", 3, 63);
        findsNothing();
        history.came("ben", "m3", "ada", 3, 64);
        finds(Check.NOTHING_AFTER_LEAVING, "was sent when ben had left");
    }

    @Test
    void somebodyElseMayMakeOneLeave() throws IOException {
        history.left("ada", 35, 40)
                .with("of", "ben")
                .sent("ada", "m3", 50, 60, 3)
                .read("ben", 70, 71, "m1=1", "m2=2", "m3=3");
        finds(Check.NOTHING_AFTER_LEAVING, "was sent when ben had left");
    }
}
