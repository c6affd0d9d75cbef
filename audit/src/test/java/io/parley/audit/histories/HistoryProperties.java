package io.parley.audit.histories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import tools.jackson.databind.node.ObjectNode;

/** Of histories that are right nothing is found, however clients overlap and answers get lost; what goes wrong in them is. */
class HistoryProperties {

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void ofAHistoryThatIsRightNothingIsFound(@ForAll long seed) throws IOException {
        List<ObjectNode> records = SimulatedChats.records(new Random(seed));

        HistoryVerdict verdict = HistoryCheck.of(List.of(new Recorded("right", records)));

        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.of(Check.NO_LOSS).looked()).isEqualTo(12);
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void norWhereMessagesGoAndPeopleLeave(@ForAll long seed) throws IOException {
        List<ObjectNode> records = SimulatedChats.recordsOfGoing(new Random(seed));

        assertThat(HistoryCheck.of(List.of(new Recorded("right", records))).violations())
                .isEmpty();
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void whatIsNotGoneAsItShouldIsFound(@ForAll long seed, @ForAll GoingMutation mutation) throws IOException {
        Random random = new Random(seed);
        List<ObjectNode> records = SimulatedChats.recordsOfGoing(random);
        Assume.that(mutation.mutate(new Mutation.Edit(records, random)));

        HistoryVerdict verdict = HistoryCheck.of(List.of(new Recorded("wrong", records)));

        assertThat(verdict.of(mutation.found()).violations())
                .as("%s: %s", mutation, verdict.violations())
                .isPositive();
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void nothingIsFoundEitherIfEachClientHasAFileOfItsOwn(@ForAll long seed) throws IOException {
        List<ObjectNode> records = SimulatedChats.records(new Random(seed));
        List<Recorded> files = SimulatedChats.CLIENTS.stream()
                .map(client -> new Recorded(
                        client,
                        records.stream()
                                .filter(record ->
                                        Mutation.text(record, "client").equals(client))
                                .toList()))
                .toList();

        assertThat(HistoryCheck.of(files).violations()).isEmpty();
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    void whateverAServerDoesWrongIsFound(@ForAll long seed, @ForAll Mutation mutation) throws IOException {
        Random random = new Random(seed);
        List<ObjectNode> records = SimulatedChats.records(random);
        Assume.that(mutation.mutate(new Mutation.Edit(records, random)));

        HistoryVerdict verdict = HistoryCheck.of(List.of(new Recorded("wrong", records)));

        assertThat(verdict.of(mutation.found()).violations())
                .as("%s: %s", mutation, verdict.violations())
                .isPositive();
    }
}
