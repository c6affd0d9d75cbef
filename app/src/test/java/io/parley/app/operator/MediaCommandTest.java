package io.parley.app.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MediaCommandTest {

    private static final String BEGUN = check("one", false, "objects", 500, 0, 0, 0, false);
    private static final String HALF = check("one", false, "media", 1000, 0, 0, 0, false);
    private static final String AGREED = check("one", false, "ended", 1000, 0, 0, 0, true);
    private static final String FOUND = check("one", false, "ended", 1000, 2, 0, 1, true);
    private static final String MENDED = check("one", true, "ended", 1000, 2, 2, 0, true);

    private final OperatorFixture operator = new OperatorFixture();

    @AfterEach
    void stop() {
        operator.close();
    }

    private static String check(
            String id, boolean mending, String phase, int objects, int orphans, int deleted, int lost, boolean ended) {
        return """
                {"checkId":"%s","mending":%s,"phase":"%s","objects":%d,"orphans":%d,"orphanBytes":%d,"deleted":%d,"foreign":0,
                "unlisted":0,"media":400,"lost":%d,"lostMedia":[%s],"beganAt":"2026-01-02T03:04:05Z","endedAt":%s}""".formatted(
                        id,
                        mending,
                        phase,
                        objects,
                        orphans,
                        orphans * 1000,
                        deleted,
                        lost,
                        lost == 0 ? "" : "\"5e9f7c1c-2f0b-4a53-8f3e-4c2f0a5b6d7e\"",
                        ended ? "\"2026-01-02T03:04:15Z\"" : "null");
    }

    @Test
    void aCheckIsFollowedToItsEnd() {
        operator.answers(202, BEGUN, BEGUN, HALF, AGREED);

        assertThat(run("check")).isZero();

        assertThat(operator.requests())
                .hasSize(4)
                .first()
                .isEqualTo("POST /v1/operator/media/check?mend=false Bearer secret");
        assertThat(operator.out().lines())
                .containsExactly(
                        "looking through the store: 500 objects",
                        "looking for media in the store: 400 of them",
                        "1,000 objects in the store, 400 media in the log.",
                        "Nothing is lost, and nothing was left behind.");
    }

    @Test
    void whatWasFoundIsNamedAndShownByTheExitCode() {
        operator.answers(202, FOUND);

        assertThat(run("check")).isEqualTo(3);

        assertThat(operator.out())
                .contains(
                        "1 media are lost",
                        "5e9f7c1c-2f0b-4a53-8f3e-4c2f0a5b6d7e",
                        "2 objects of 2,000 bytes are known to nobody; --mend deletes them.");
    }

    @Test
    void whatWasLeftBehindIsDeletedIfThatIsWanted() {
        operator.answers(202, MENDED);

        assertThat(run("check", "--mend")).isZero();

        assertThat(operator.requests()).containsExactly("POST /v1/operator/media/check?mend=true Bearer secret");
        assertThat(operator.out()).contains("2 of them were deleted", "Nothing is lost, and nothing was left behind.");
    }

    @Test
    void aCheckThatOnlyLooksIsNotTakenForOneThatMends() {
        operator.answers(202, HALF);

        assertThat(run("check", "--mend")).isEqualTo(1);

        assertThat(operator.err()).contains("Another check is under way");
    }

    @Test
    void aCheckThatBrokeOffSaysWhy() {
        operator.answers(202, AGREED.replace("}", ",\"failure\":\"The database cannot be reached.\"}"));

        assertThat(run("check")).isEqualTo(1);

        assertThat(operator.err()).contains("The database cannot be reached.");
    }

    @Test
    void theStatusShowsTheLastOne() {
        operator.answers(200, FOUND);

        assertThat(run("status")).isZero();

        assertThat(operator.requests()).containsExactly("GET /v1/operator/media/check Bearer secret");
        assertThat(operator.out()).contains("1 media are lost");
    }

    @Test
    void withoutATokenNothingIsAsked() {
        assertThat(operator.run(new MediaCommand(Map.of()), "check")).isEqualTo(2);
        assertThat(operator.requests()).isEmpty();
    }

    private int run(String... arguments) {
        return operator.run(new MediaCommand(operator.environment()), arguments);
    }
}
