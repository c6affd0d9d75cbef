package io.parley.infra.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.chat.MemberRole;
import io.parley.contract.degradation.DegradationEvent.SheddingForced;
import io.parley.contract.degradation.DegradationEvent.SheddingFreed;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.session.CloseReason;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionEvent.SessionOpened;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserEvent.ProfileChanged;
import io.parley.contract.user.UserEvent.UserBlocked;
import io.parley.contract.user.UserEvent.UserUnblocked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever way events come, the tables are the same in the end. */
class ProjectionsTest {

    private final ReadSide read = ReadSide.fresh();
    private final UserId[] people = Stream.generate(UserId::random).limit(5).toArray(UserId[]::new);

    @BeforeEach
    void muchHappens() {
        Random random = new Random(42);
        List<Talk> talks = new ArrayList<>();
        List<GroupTalk> groups = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            if (i % 2 == 0) {
                happen(random, talks);
            } else {
                happenInGroup(random, groups);
            }
            if (i % 40 == 0) {
                operatorSpeaks(random);
            }
        }
    }

    private void operatorSpeaks(Random random) {
        WorkClass workClass = WorkClass.values()[1 + random.nextInt(3)];
        read.append(
                random.nextInt(3) == 0
                        ? new SheddingFreed(workClass)
                        : new SheddingForced(
                                workClass, random.nextBoolean(), random.nextBoolean() ? Talk.BEGINNING : null));
    }

    @AfterEach
    void close() {
        read.close();
    }

    @Test
    void theSizeOfBatchesMakesNoDifference() {
        read.project(1);
        Map<String, String> oneByOne = read.checksums();
        List<String> deletions = read.texts("deletion");

        for (int size : new int[] {2, 7, 400}) {
            read.names().forEach(name -> read.rebuild(name, size));
            assertThat(read.checksums()).isEqualTo(oneByOne);
            assertThat(read.texts("deletion")).isEqualTo(deletions);
        }
        assertThat(oneByOne.values()).noneMatch(checksum -> checksum.startsWith("0:"));
    }

    @Test
    void anEventThatComesAgainChangesNothing() {
        read.project();
        Map<String, String> once = read.checksums();

        for (LoggedEvent event : read.log.between(0, read.log.head(), Integer.MAX_VALUE)) {
            read.names().forEach(name -> assertThat(read.handle(name, List.of(event)))
                    .isTrue());
        }
        assertThat(read.checksums()).isEqualTo(once);
    }

    @Test
    void aBatchThatComesAgainChangesNothing() {
        read.project();
        Map<String, String> once = read.checksums();

        for (long after = 0; after < read.log.head(); after += 60) {
            List<LoggedEvent> batch = read.log.between(after, read.log.head(), 130);
            read.names().forEach(name -> assertThat(read.handle(name, batch)).isTrue());
        }
        assertThat(read.checksums()).isEqualTo(once);
    }

    @Test
    void aBatchInWhichAnEventIsThereTwiceIsLikeOneInWhichItIsOnce() {
        read.project();
        Map<String, String> once = read.checksums();
        List<LoggedEvent> doubled = new ArrayList<>();
        for (LoggedEvent event : read.log.between(0, read.log.head(), Integer.MAX_VALUE)) {
            doubled.add(event);
            doubled.add(event);
        }

        read.names().forEach(name -> {
            read.processor(name).reset();
            assertThat(read.handle(name, doubled)).isTrue();
        });
        assertThat(read.checksums()).isEqualTo(once);
    }

    @Test
    void noTableHasPlainText() {
        read.project();
        List<String> types = read.jdbc.sql("""
                        SELECT DISTINCT column_name FROM information_schema.columns
                        WHERE table_schema = 'views' AND table_name <> 'flyway_schema_history'
                            AND data_type IN ('text', 'character varying', 'json', 'jsonb')""").query(String.class).list();

        assertThat(types)
                .containsExactlyInAnyOrder(
                        "last_seen", "kind", "role", "mark", "projection", "event_id", "store", "work_class");
    }

    private void happen(Random random, List<Talk> talks) {
        int what = random.nextInt(20);
        if (talks.isEmpty() || what == 0) {
            talks.add(Talk.open(read));
            return;
        }
        Talk talk = talks.get(random.nextInt(talks.size()));
        if (random.nextInt(8) == 0) {
            end(random, talk.ends, talk.sequence(), () -> talks.remove(talk));
            return;
        }
        UserId one = random.nextBoolean() ? talk.opener : talk.peer;
        if (what == 1) {
            UserId user = Talk.register(read, "user" + read.log.head(), "A user");
            read.append(new ProfileChanged(user, Talk.seal(read, "Another name"), null));
            read.append(new ProfileChanged(user, null, LastSeenVisibility.NOBODY));
            read.append(new ProfileChanged(user, Talk.seal(read, "A third name"), LastSeenVisibility.CONTACTS));
            block(random, user);
        } else if (what == 2) {
            DeviceId device = DeviceId.random();
            read.append(new SessionOpened(device, one, Talk.seal(read, "phone")));
            if (random.nextBoolean()) {
                read.append(new SessionClosed(device, one, CloseReason.REFRESH_TOKEN_REUSED));
            }
        } else if (what < 8 && talk.sequence() > 0) {
            long delivered = 1 + random.nextLong(talk.sequence());
            talk.mark(one, delivered, random.nextLong(delivered + 1));
        } else {
            talk.say(one, "message " + i(talk), endOf(i(talk)));
        }
    }

    /** Some blocks last, some are lifted, some come anew. */
    private void block(Random random, UserId user) {
        for (int i = 0; i < 5; i++) {
            UserId other = people[random.nextInt(people.length)];
            read.append(new UserBlocked(user, other, Talk.BEGINNING.plusSeconds(read.log.head())));
            if (random.nextInt(3) > 0) {
                read.append(new UserUnblocked(user, other));
            }
        }
    }

    private void happenInGroup(Random random, List<GroupTalk> groups) {
        if (groups.size() < 3) {
            groups.add(GroupTalk.open(read, "title", people[0], people[1], people[2]));
            return;
        }
        GroupTalk group = groups.get(random.nextInt(groups.size()));
        if (random.nextInt(8) == 0) {
            end(random, group.ends, group.sequence(), () -> groups.remove(group));
            return;
        }
        UserId one = people[1 + random.nextInt(people.length - 1)];
        int what = random.nextInt(10);
        if (what == 0) {
            group.title("title " + read.log.head());
        } else if (!group.has(one)) {
            group.add(one);
        } else if (what < 3) {
            group.remove(one);
        } else if (what < 5) {
            group.role(one, MemberRole.values()[1 + random.nextInt(2)]);
        } else if (what < 7 && group.sequence() > 0) {
            long delivered = 1 + random.nextLong(group.sequence());
            group.mark(one, delivered, random.nextLong(delivered + 1));
        } else {
            group.say(one, "message", endOf(group.sequence() + 1));
        }
    }

    /** Every second message has an end. */
    private static @Nullable Instant endOf(long sequence) {
        return sequence % 2 == 0 ? Talk.BEGINNING.plusSeconds(1000 + sequence) : null;
    }

    private static void end(Random random, Ends ends, long messages, Runnable gone) {
        int what = random.nextInt(10);
        if (what == 0) {
            ends.purge();
            gone.run();
        } else if (what < 3) {
            ends.limit(Duration.ofMinutes(1 + random.nextInt(100)), null);
        } else if (what == 3) {
            ends.hold();
        } else if (what == 4) {
            ends.release();
        } else if (what < 7) {
            ends.retractIfThere(1 + random.nextLong(messages + 1));
        } else {
            ends.expireIfThere(2 * (1 + random.nextLong(messages + 1)));
        }
    }

    private static long i(Talk talk) {
        return talk.sequence() + 1;
    }
}
