package io.parley.command.fanout;

import static io.parley.command.fake.Crowd.people;
import static io.parley.command.fake.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.chat.ChatEvent.MembershipEvent;
import io.parley.contract.chat.Roster;
import io.parley.contract.chat.Spell;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.UserId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.mailbox.Addressees;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * People come, go and send in a group of three lanes while lanes fail and the saga's process is killed, against a plain model of who
 * is to get what.
 */
class FanOutProperties {

    private static final UserId[] OTHERS = people(260);

    /** Some of each lane, and some who are not in the group at first. */
    private static final List<UserId> ACTORS =
            Stream.of(3, 4, 140, 141, 258, 259).map(n -> OTHERS[n]).toList();

    @Property(tries = 1_000)
    void everyMemberGetsEveryMessageOnceAndInOrder(@ForAll("steps") List<Step> steps) {
        Simulation group = new Simulation(OTHERS);
        GroupModel model = new GroupModel();
        model.joins(ALICE);
        List.of(OTHERS).forEach(model::joins);
        steps.forEach(step -> take(step, group, model));
        group.settle();

        assertThat(group.isAtRest()).isTrue();
        List<LoggedEvent> log = group.log();
        for (UserId user : ACTORS) {
            List<MailboxesFilled> pushed = pushed(log, user);
            assertThat(resumed(log, user)).as("a resume brings what was pushed").isEqualTo(pushed);
            assertBrought(pushed, model.maybe(user), model.due(user));
        }
    }

    private static void take(Step step, Simulation group, GroupModel model) {
        switch (step.kind()) {
            case SEND -> {
                if (model.has(step.user())) {
                    group.send(step.user());
                    model.sends();
                }
            }
            case ADD -> {
                group.add(step.user());
                model.joins(step.user());
            }
            case REMOVE, LEAVE -> {
                if (model.has(step.user())) {
                    group.remove(step.user(), step.kind() == Kind.LEAVE ? step.user() : ALICE);
                    model.leaves(step.user());
                }
            }
            case FAIL -> group.fail(step.number() % 3, step.number() % 5);
            case CRASH -> group.crashAfter(step.number() % 4);
            case PROCESS -> group.process(1 + step.number() % 4);
            case FIRE -> group.fire(step.number());
        }
    }

    /** As the gateway does it: whoever is in the lane when it is filled. */
    private static List<MailboxesFilled> pushed(List<LoggedEvent> log, UserId user) {
        Roster roster = new Roster();
        List<MailboxesFilled> pushed = new ArrayList<>();
        for (LoggedEvent logged : log) {
            if (logged.event() instanceof MembershipEvent event) {
                roster.apply(event, logged.position());
            } else if (Addressees.of(logged.event()) instanceof Addressees.Lane lane) {
                roster.lane(lane.lane()).stream()
                        .filter(spell -> spell.userId().equals(user))
                        .filter(spell -> spell.isBrought(lane.sequence(), logged.position()))
                        .forEach(spell -> pushed.add((MailboxesFilled) logged.event()));
            }
        }
        return pushed;
    }

    /** As a resume does it: by the spells that the user has had. */
    private static List<MailboxesFilled> resumed(List<LoggedEvent> log, UserId user) {
        Roster roster = new Roster();
        List<Spell> spells = new ArrayList<>();
        for (LoggedEvent logged : log) {
            if (logged.event() instanceof MembershipEvent event) {
                roster.apply(event, logged.position()).ifPresent(spells::add);
            }
        }
        spells.addAll(roster.members());
        return log.stream()
                .filter(logged -> logged.event() instanceof MailboxesFilled filled
                        && spells.stream()
                                .anyMatch(spell -> spell.userId().equals(user)
                                        && spell.lane() == filled.lane()
                                        && spell.isBrought(filled.sequence(), logged.position())))
                .map(logged -> (MailboxesFilled) logged.event())
                .toList();
    }

    private static void assertBrought(List<MailboxesFilled> pushed, List<List<Long>> maybe, List<Long> due) {
        assertThat(pushed).extracting(MailboxesFilled::sequence).doesNotHaveDuplicates();
        assertThat(pushed.stream().filter(filled -> !filled.late()).toList())
                .isSortedAccordingTo(Comparator.comparing(MailboxesFilled::sequence));
        List<Long> all = new ArrayList<>(due);
        maybe.forEach(all::addAll);
        assertThat(all)
                .containsAll(pushed.stream().map(MailboxesFilled::sequence).toList());
        assertThat(pushed).extracting(MailboxesFilled::sequence).containsAll(due);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(Kind.SEND)),
                Tuple.of(6, Arbitraries.just(Kind.PROCESS)),
                Tuple.of(4, Arbitraries.of(Kind.FAIL, Kind.FIRE)),
                Tuple.of(4, Arbitraries.of(Kind.ADD, Kind.REMOVE, Kind.LEAVE, Kind.CRASH)));
        return Combinators.combine(
                        kinds, Arbitraries.of(ACTORS), Arbitraries.integers().between(0, 30))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    enum Kind {
        SEND,
        ADD,
        REMOVE,
        LEAVE,
        FAIL,
        CRASH,
        PROCESS,
        FIRE
    }

    /**
     * A step.
     *
     * @param kind what happens
     * @param user who does it, or to whom it is done
     * @param number which lane, deadline or command, and how often
     */
    record Step(Kind kind, UserId user, int number) {}
}
