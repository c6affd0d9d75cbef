package io.parley.infra.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.Spell;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.testing.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log tells of who was in a group when, wherever it is kept. */
abstract class MembershipsContract {

    final HikariDataSource database = TestPostgres.freshDatabase();
    final UserId ann = UserId.random();
    final UserId bob = UserId.random();
    final UserId cid = UserId.random();
    TestNode node;
    StoreUnderTest store;
    GroupLog group;

    /** Settings that say where the log is. */
    abstract Map<String, String> settings();

    @BeforeEach
    void start() {
        node = TestNode.on(database, settings());
        store = new NodeStore(node);
        group = new GroupLog(store);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    List<Spell> spells(long upTo) {
        return node.bean(Memberships.class).of(group.chat, upTo);
    }

    List<Spell> spells() {
        return spells(Long.MAX_VALUE);
    }

    @Test
    void whatIsNoGroupHasNoMembers() {
        store.append(Examples.counted(Examples.newAggregate(), 0));

        assertThat(node.bean(Memberships.class).of(ChatId.random(), Long.MAX_VALUE))
                .isEmpty();
    }

    @Test
    void whoOpensAGroupWithOthersIsInItWithThemFromTheOpeningOn() {
        store.append(Examples.counted(Examples.newAggregate(), 0));
        long opened = group.open(ann, bob);

        assertThat(opened).isEqualTo(2);
        assertThat(spells())
                .containsExactly(
                        new Spell(ann, 0, 1, 0, opened, Spell.LASTING), new Spell(bob, 1, 1, 0, opened, Spell.LASTING));
    }

    @Test
    void whoLeavesAndComesBackHasTwoSpells() {
        long opened = group.open(ann, bob);
        group.send();
        long left = group.remove(bob, 1);
        group.send();
        long back = group.add(bob, 7);

        assertThat(spells())
                .containsExactly(
                        new Spell(ann, 0, 1, 0, opened, Spell.LASTING),
                        new Spell(bob, 1, 1, 0, opened, left),
                        new Spell(bob, 7, 3, 2, back, Spell.LASTING));
    }

    @Test
    void whatCameAfterAPositionIsNotKnownAtIt() {
        long opened = group.open(ann, bob);
        long added = group.add(cid, 2);
        long left = group.remove(ann, 1);

        assertThat(spells(opened - 1)).isEmpty();
        assertThat(spells(added - 1)).extracting(Spell::userId).containsExactly(ann, bob);
        assertThat(spells(left - 1)).extracting(Spell::userId).containsExactly(ann, bob, cid);
        assertThat(spells(left - 1)).allMatch(Spell::lasts);
        assertThat(spells(left).get(0).until()).isEqualTo(left);
    }

    @Test
    void whatHappensBetweenTwoReadsIsSeenByTheSecond() {
        long opened = group.open(ann, bob);
        assertThat(spells()).hasSize(2);
        group.send();
        group.changeTitle();

        long added = group.add(cid, 2);
        long left = group.remove(bob, 1);

        assertThat(spells(added)).hasSize(3).allMatch(Spell::lasts);
        assertThat(spells())
                .containsExactly(
                        new Spell(ann, 0, 1, 0, opened, Spell.LASTING),
                        new Spell(bob, 1, 1, 0, opened, left),
                        new Spell(cid, 2, 2, 1, added, Spell.LASTING));
    }

    @Test
    void manyChangesAreReadPageByPage() {
        group.open(ann, bob);
        for (int i = 0; i < 12; i++) {
            group.add(cid, 2);
            group.remove(cid, group.version());
        }

        assertThat(spells()).hasSize(14).filteredOn(Spell::lasts).hasSize(2);
        assertThat(spells()).extracting(Spell::from).isSorted();
    }
}
