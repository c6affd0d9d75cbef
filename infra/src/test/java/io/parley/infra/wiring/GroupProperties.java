package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.ChatEvent.GroupEvent;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.fanout.FanOutEvent.MailboxesFilled;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.mailbox.MailboxPage;
import io.parley.contract.mailbox.MailboxQuery.FindMailbox;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessagePage;
import io.parley.contract.message.MessageQuery.FindMessages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Random courses of groups, in which people come and go and messages are brought early, late or not, against a plain model. */
class GroupProperties {

    private static final int[] PAGES = {1, 3, 8, 50};

    @Nullable
    private static ReadSide shared;

    @BeforeContainer
    static void open() {
        shared = ReadSide.fresh();
    }

    @AfterContainer
    static void close() {
        read().close();
    }

    /** Wherever one begins, whatever the pages' size and wherever the projection stands: what is for one, each once, in order. */
    @Property(tries = 60)
    void aMailboxHasWhatOnesSpellsCover(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int filled, @ForAll @IntRange(max = 30) int skip) {
        Course course = new Course(new Random(seed));
        course.happens(filled);
        read().project("mailbox", 1 + filled % 9);
        course.happens(60 - filled);

        for (UserId user : course.people) {
            List<Long> expected = course.mailboxOf(user, course.begins + skip);
            for (int limit : PAGES) {
                assertThat(readMailbox(user, course.begins + skip, limit)).isEqualTo(expected);
            }
        }
    }

    /** Of a spell that lasts all that was sent since it began, of one that has ended what was brought before. */
    @Property(tries = 60)
    void aHistoryHasWhatOnesSpellsCover(@ForAll long seed, @ForAll @IntRange(min = 1, max = 70) int batch) {
        Course course = new Course(new Random(seed));
        course.happens(60);
        read().project(batch);

        for (UserId user : course.people) {
            for (GroupTalk group : course.groups) {
                List<Long> expected = course.historyOf(user, group);
                if (course.everIn(user, group)) {
                    assertThat(readDown(user, group, 1 + batch % 7)).isEqualTo(expected);
                    Collections.reverse(expected);
                    assertThat(readUp(user, group, 1 + batch % 7)).isEqualTo(expected);
                }
            }
        }
    }

    private static List<Long> readMailbox(UserId user, long after, int limit) {
        List<Long> positions = new ArrayList<>();
        long head = read().log.head();
        long from = after;
        while (from < head) {
            MailboxPage page = read().ask(new FindMailbox(user, from, head, limit));
            assertThat(page.upTo()).isGreaterThan(from).isLessThanOrEqualTo(head);
            assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
            page.events().forEach(event -> positions.add(event.position()));
            from = page.upTo();
        }
        return positions;
    }

    private static List<Long> readDown(UserId user, GroupTalk group, int limit) {
        List<Long> sequences = new ArrayList<>();
        Long before = null;
        boolean more = true;
        while (more) {
            MessagePage page = read().ask(new FindMessages(group.chatId, user, before, null, limit, 0, 0));
            page.items().forEach(message -> sequences.add(message.sequence()));
            before = sequences.isEmpty() ? null : sequences.get(sequences.size() - 1);
            more = page.more();
        }
        return sequences;
    }

    private static List<Long> readUp(UserId user, GroupTalk group, int limit) {
        List<Long> sequences = new ArrayList<>();
        boolean more = true;
        while (more) {
            long after = sequences.isEmpty() ? 0 : sequences.get(sequences.size() - 1);
            MessagePage page = read().ask(new FindMessages(group.chatId, user, null, after, limit, 0, 0));
            List<Long> upwards = new ArrayList<>();
            page.items().forEach(message -> upwards.add(message.sequence()));
            Collections.reverse(upwards);
            sequences.addAll(upwards);
            more = page.more();
        }
        return sequences;
    }

    private static ReadSide read() {
        return java.util.Objects.requireNonNull(shared);
    }

    /** Some groups of the same people, and what is to be read of them: event by event, with the rules written out once more. */
    private static final class Course {

        final long begins = read().log.head();
        final List<UserId> people = Stream.generate(UserId::random).limit(4).toList();
        final List<GroupTalk> groups = new ArrayList<>();
        private final List<long[]> brought = new ArrayList<>();
        private final Random random;

        Course(Random random) {
            this.random = random;
            for (int i = 0; i < 2; i++) {
                groups.add(GroupTalk.open(read(), "title", UserId.random(), people.get(i), people.get(i + 1)));
                brought.add(new long[GroupTalk.LANES]);
            }
        }

        void happens(int times) {
            for (int i = 0; i < times; i++) {
                int which = random.nextInt(groups.size());
                happens(groups.get(which), brought.get(which));
            }
        }

        private void happens(GroupTalk group, long[] lanes) {
            UserId one = people.get(random.nextInt(people.size()));
            int lane = random.nextInt(lanes.length);
            int what = random.nextInt(12);
            if (what < 4) {
                group.sayUnbrought(group.owner, "message");
            } else if (what < 8 && lanes[lane] < group.sequence()) {
                bring(group, lanes, lane, what == 7);
            } else if (what < 10) {
                comeOrGo(group, one);
            } else if (what == 10) {
                group.title("another title");
            } else if (group.has(one)) {
                group.role(one, MemberRole.ADMIN);
            }
        }

        /** One in four is given up; some of these come late. */
        private void bring(GroupTalk group, long[] lanes, int lane, boolean abandoned) {
            lanes[lane]++;
            if (abandoned) {
                group.abandon(lane, lanes[lane]);
                if (random.nextBoolean()) {
                    comeOrGo(group, people.get(0));
                    group.bringLate(lane, lanes[lane]);
                }
            } else {
                group.bring(lane, lanes[lane]);
            }
        }

        private static void comeOrGo(GroupTalk group, UserId one) {
            if (group.has(one)) {
                group.remove(one);
            } else {
                group.add(one);
            }
        }

        boolean everIn(UserId user, GroupTalk group) {
            return read().log.of(group.chatId, Long.MAX_VALUE).stream()
                    .anyMatch(spell -> spell.userId().equals(user));
        }

        List<Long> mailboxOf(UserId user, long after) {
            TreeSet<Long> positions = new TreeSet<>();
            groups.forEach(group -> positions.addAll(witness(user, group).mailbox));
            return List.copyOf(positions.tailSet(after, false));
        }

        List<Long> historyOf(UserId user, GroupTalk group) {
            return new ArrayList<>(witness(user, group).history().descendingSet());
        }

        private static Witness witness(UserId user, GroupTalk group) {
            Witness witness = new Witness(user, group.chatId);
            read().log.between(0, Long.MAX_VALUE, Integer.MAX_VALUE).forEach(witness::sees);
            return witness;
        }
    }

    /** Somebody who sees everything in order, and notes what a member of the group would have had of it. */
    private static final class Witness {

        final TreeSet<Long> mailbox = new TreeSet<>();
        private final UserId user;
        private final ChatId chat;
        private final TreeSet<Long> keeps = new TreeSet<>();
        private final TreeSet<Long> sent = new TreeSet<>();
        private final TreeSet<Long> brought = new TreeSet<>();
        private boolean in;
        private int lane;
        private long since;

        Witness(UserId user, ChatId chat) {
            this.user = user;
            this.chat = chat;
        }

        TreeSet<Long> history() {
            TreeSet<Long> all = new TreeSet<>(keeps);
            if (in) {
                all.addAll(sent);
            }
            return all;
        }

        void sees(LoggedEvent logged) {
            ParleyEvent event = logged.event();
            if (event instanceof GroupEvent change && change.chatId().equals(chat)) {
                comes(change);
                if (in) {
                    mailbox.add(logged.position());
                }
                goes(change);
            } else if (event instanceof MessageSent message && message.chatId().equals(chat)) {
                sent.add(message.sequence());
            } else if (event instanceof MailboxesFilled filled
                    && filled.chatId().equals(chat)) {
                fills(filled, logged.position());
            }
        }

        private void comes(GroupEvent change) {
            if (change instanceof GroupOpened opened) {
                opened.members().stream()
                        .filter(seat -> seat.userId().equals(user))
                        .forEach(seat -> begins(seat.lane(), 0));
            } else if (change instanceof MemberAdded added && added.userId().equals(user)) {
                begins(added.lane(), added.afterSequence());
            }
        }

        private void begins(int seat, long after) {
            in = true;
            lane = seat;
            since = after;
            sent.clear();
            brought.clear();
        }

        private void fills(MailboxesFilled filled, long position) {
            if (in && filled.lane() == lane && filled.sequence() > since) {
                mailbox.add(position);
                brought.add(filled.sequence());
            }
        }

        private void goes(GroupEvent change) {
            if (change instanceof MemberRemoved removed && removed.userId().equals(user)) {
                in = false;
                keeps.addAll(brought);
            }
        }
    }
}
