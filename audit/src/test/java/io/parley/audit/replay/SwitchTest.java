package io.parley.audit.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.audit.testing.LiveSide;
import io.parley.audit.testing.Talk;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class SwitchTest extends ReplayedTalk {

    @Test
    void switchedItServesAndGoesOnAndThereIsAWayBack() throws Exception {
        try (LiveSide live = live("receipt")) {
            log.jdbc().sql("UPDATE views.receipt SET read = 999").update();
            replays.start("receipt", ReplayProgress.SILENT);
            talk.mark(0, MESSAGES, MESSAGES);
            live.handle();

            long position = replays.switchOver("receipt", ReplayProgress.SILENT);

            assertThat(position).isEqualTo(CHATS + 2 * CHATS * MESSAGES + 1);
            assertThat(marks("views")).containsExactly(20L, 19L, 19L);
            talk.mark(1, MESSAGES, MESSAGES);
            live.handle();
            assertThat(marks("views")).containsExactly(20L, 20L, 19L);
            assertThat(marks("shadow")).containsExactly(999L, 999L, 999L);

            replays.switchBack("receipt", ReplayProgress.SILENT);

            assertThat(marks("views")).as("what was wrong is wrong again").containsExactly(999L, 999L, 999L);
            assertThat(marks("shadow")).containsExactly(20L, 20L, 19L);
            assertThat(compare("receipt").isEqual()).isFalse();
        }
    }

    @Test
    void theWayBackBringsWhatCameMeanwhile() throws Exception {
        try (LiveSide live = live("receipt")) {
            replays.start("receipt", ReplayProgress.SILENT);
            replays.switchOver("receipt", ReplayProgress.SILENT);
            talk.mark(1, MESSAGES, MESSAGES);
            live.handle();

            replays.switchBack("receipt", ReplayProgress.SILENT);

            assertThat(marks("views")).containsExactly(19L, 20L, 19L);
            assertThat(replays.all().get(0).switchedAt()).isNull();
            assertThat(compare("receipt").isEqual()).isTrue();
        }
    }

    @Test
    void whatTheFormerHeldBackIsHeldBackNoMore() throws Exception {
        try (LiveSide live = live("receipt")) {
            heldBack("receipt");
            heldBack("chat");
            replays.start("receipt", ReplayProgress.SILENT);
            assertThat(compare("receipt").heldBack()).isEqualTo(1);

            replays.switchOver("receipt", ReplayProgress.SILENT);

            assertThat(log.jdbc()
                            .sql("SELECT processinggroup FROM work.dead_letter")
                            .query(String.class)
                            .list())
                    .containsExactly("chat");
            assertThat(log.jdbc()
                            .sql("SELECT projection FROM views.held_back")
                            .query(String.class)
                            .list())
                    .containsExactly("chat");
        }
    }

    private void heldBack(String projection) {
        log.jdbc()
                .sql("INSERT INTO work.dead_letter (deadletteridentifier, processinggroup, sequenceidentifier,"
                        + " sequenceindex, messagetype, eventidentifier, timestamp, payloadtype, payload, enqueuedat)"
                        + " VALUES (?, ?, 's', 0, 'm', 'e', 't', 'p', '', 'now')")
                .params(projection, projection)
                .update();
        log.jdbc()
                .sql("INSERT INTO views.held_back VALUES (?, 'e', ?, ?)")
                .params(projection, Talk.chat(0), Talk.ADA)
                .update();
    }

    @Test
    void tablesThatHaveChangedSinceAreNotSwitchedTo() throws Exception {
        try (LiveSide live = live("receipt")) {
            replays.start("receipt", ReplayProgress.SILENT);
            log.jdbc().sql("CREATE INDEX receipt_new ON views.receipt (read)").update();

            refused("start anew", () -> replays.switchOver("receipt", ReplayProgress.SILENT));

            assertThat(replays.all().get(0).switchedAt()).isNull();
            assertThat(rows("views.receipt")).isEqualTo(CHATS);
        } finally {
            log.jdbc().sql("DROP INDEX IF EXISTS views.receipt_new").update();
        }
    }

    @Test
    void theWayBackBeginsWhereTheFormerHeldSomethingBack() throws Exception {
        try (LiveSide live = live("receipt")) {
            heldBack("receipt");
            log.jdbc()
                    .sql("UPDATE work.dead_letter SET token = convert_to('{\"globalIndex\":50}', 'UTF8')")
                    .update();
            log.jdbc()
                    .sql("DELETE FROM views.receipt WHERE chat_id = ?")
                    .param(Talk.chat(0))
                    .update();
            replays.start("receipt", ReplayProgress.SILENT);
            replays.switchOver("receipt", ReplayProgress.SILENT);
            assertThat(replays.all().get(0).position()).isEqualTo(49);

            replays.switchBack("receipt", ReplayProgress.SILENT);

            assertThat(marks("views")).containsExactly(19L, 19L, 19L);
        }
    }

    @Test
    void whereSegmentsStandApartTheFurthestIsReachedAndNothingCompared() throws Exception {
        try (LiveSide live = live("receipt")) {
            log.jdbc()
                    .sql("INSERT INTO work.token (processorname, segment, token, tokentype) SELECT processorname, 1,"
                            + " convert_to('{\"globalIndex\":60}', 'UTF8'), tokentype FROM work.token")
                    .update();
            Replays few = new Replays(log.connector(), projections, 2, 50);
            few.start("receipt", ReplayProgress.SILENT);

            refused("never at the same position", () -> few.compare("receipt", 1, ReplayProgress.SILENT));
            assertThat(few.switchOver("receipt", ReplayProgress.SILENT)).isEqualTo(CHATS + 2 * CHATS * MESSAGES);
            assertThat(replays.all().get(0).position()).isEqualTo(60);
        }
    }

    @Test
    void tablesThatSomebodyHoldsAreLeftWhereTheyAre() throws Exception {
        try (LiveSide live = live("receipt");
                Connection reader = log.connector().open()) {
            replays.start("receipt", ReplayProgress.SILENT);
            reader.setAutoCommit(false);
            reader.createStatement().execute("SELECT * FROM views.receipt");

            refused("Nothing was changed", () -> new Replays(log.connector(), projections, 2, 50)
                    .switchOver("receipt", ReplayProgress.SILENT));

            assertThat(replays.all().get(0).switchedAt()).isNull();
            reader.rollback();
            replays.switchOver("receipt", ReplayProgress.SILENT);
            assertThat(replays.all().get(0).switchedAt()).isNotNull();
        }
    }
}
