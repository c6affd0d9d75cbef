package io.parley.e2e.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Message;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseEvent;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SharedServer
class ResumeIT {

    private static final int DOINGS = 40;
    private static final int SAID_UNDER_LOAD = 400;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMillis(20);

    private final Server server;

    ResumeIT(Server server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverPointItIsResumedFromAStaleClientKnowsWhatAFreshOneKnows(long seed) {
        Person ada = Person.signsUp(server);
        SseStream live = ada.listens();
        new Doings(server, ada, new Random(seed)).happen(DOINGS);
        SseStream fromTheBeginning = ada.resumesFrom("0");
        Eventually.holds(SOON, () -> assertThat(Known.after(live.arrived()).everything())
                .isEqualTo(Known.after(fromTheBeginning.arrived()).everything()));
        Eventually.pause(QUIET);
        Known fresh = Known.after(fromTheBeginning.arrived());

        List<SseEvent> heard = live.arrived();
        for (int i = 0; i < heard.size(); i++) {
            String id = heard.get(i).id();
            if (id != null) {
                resumedAfter(ada, heard.subList(0, i + 1), id, fresh);
            }
        }

        assertThat(fresh.chats()).isNotEmpty().allSatisfy(chat -> assertThat(fresh.messagesOf(chat))
                .isEqualTo(ada.wholeHistory(chat)));
        live.close();
        fromTheBeginning.close();
    }

    private static void resumedAfter(Person ada, List<SseEvent> heard, String id, Known fresh) {
        try (SseStream resumed = ada.resumesFrom(id)) {
            Eventually.holds(SOON, () -> assertThat(after(heard, resumed).everything())
                    .as("known after %s blocks and what the resume from %s brought", heard.size(), id)
                    .isEqualTo(fresh.everything()));
            Eventually.pause(QUIET);
            assertThat(after(heard, resumed).everything()).isEqualTo(fresh.everything());
            assertThat(resumed.openingId()).as("the opening id").isEqualTo(id);
        }
    }

    private static Known after(List<SseEvent> heard, SseStream resumed) {
        Known known = Known.after(heard);
        known.hear(resumed.arrived());
        return known;
    }

    @Test
    void aStreamThatBreaksAgainAndAgainUnderLoadMissesNothingAndDoublesNothing() {
        Person ada = Person.signsUp(server);
        Person ben = Person.signsUp(server);
        String chat = ada.chatWith(ben);
        CompletableFuture<Void> talking = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= SAID_UNDER_LOAD; i++) {
                ada.sends(chat, "Number " + i);
            }
        });

        List<Message> heard = new ArrayList<>();
        Random random = new Random(7);
        String last = "0";
        int breaks = 0;
        while (heard.size() < SAID_UNDER_LOAD) {
            assertThat(breaks++)
                    .as("breaks, with %s messages heard", heard.size())
                    .isLessThan(2_000);
            SseStream stream = ben.resumesFrom(last);
            Eventually.pause(Duration.ofMillis(random.nextInt(60)));
            stream.breakOff();
            List<SseEvent> arrived = stream.arrived();
            last = lastId(arrived, last);
            arrived.stream()
                    .filter(event -> event.is("message"))
                    .map(SseEvent::message)
                    .forEach(heard::add);
        }

        talking.join();
        assertThat(heard)
                .extracting(Message::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, SAID_UNDER_LOAD).boxed().toList());
    }

    private static String lastId(List<SseEvent> arrived, String before) {
        return arrived.stream().map(SseEvent::id).filter(id -> id != null).reduce(before, (earlier, later) -> later);
    }
}
