package io.parley.infra.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.chat.PairClaims;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairTableTest extends AccountFixture {

    private final UserId ann = UserId.random();
    private final UserId bob = UserId.random();
    private final ChatId first = ChatId.random();
    private final ChatId second = ChatId.random();

    private static ChatId claim(UserId one, UserId other, ChatId chat) {
        return node().get(PairClaims.class).claim(one, other, chat);
    }

    private static ChatId commit(UserId one, UserId other, ChatId chat) {
        return node().inTransaction(() -> claim(one, other, chat));
    }

    @Test
    void aPairHasOneChatWhoeverOpensIt() {
        assertThat(commit(ann, bob, first)).isEqualTo(first);
        assertThat(commit(ann, bob, second)).isEqualTo(first);
        assertThat(commit(bob, ann, second)).isEqualTo(first);
    }

    @Test
    void otherPairsHaveOtherChats() {
        commit(ann, bob, first);

        assertThat(commit(ann, UserId.random(), second)).isEqualTo(second);
    }

    @Test
    void aClaimThatWasRolledBackLeavesThePairFree() {
        node().rolledBack(() -> claim(ann, bob, first));

        assertThat(commit(ann, bob, second)).isEqualTo(second);
    }

    @Test
    void whoComesWhileAnotherClaimsGetsTheirChatIfTheyCommit() throws Exception {
        assertThat(whileHeld(() -> claim(ann, bob, first), () -> commit(bob, ann, second), Outcome.COMMIT))
                .isEqualTo(first);
    }

    @Test
    void whoComesWhileAnotherClaimsWinsIfTheyRollBack() throws Exception {
        assertThat(whileHeld(() -> claim(ann, bob, first), () -> commit(bob, ann, second), Outcome.ROLLBACK))
                .isEqualTo(second);
    }

    @Test
    void manyWhoClaimAtOnceAllGetOneChat() throws Exception {
        CyclicBarrier together = new CyclicBarrier(8);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<ChatId>> claims = IntStream.range(0, 8)
                    .<Callable<ChatId>>mapToObj(i -> () -> {
                        together.await();
                        return i % 2 == 0 ? commit(ann, bob, ChatId.random()) : commit(bob, ann, ChatId.random());
                    })
                    .toList();

            assertThat(threads.invokeAll(claims).stream()
                            .map(PairTableTest::result)
                            .distinct())
                    .hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static ChatId result(Future<ChatId> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void afterAPurgeAPairMayOpenTheNextChat() {
        commit(ann, bob, first);
        node().jdbc()
                .sql("DELETE FROM work.direct_chat WHERE chat_id = ?")
                .param(first.value())
                .update();

        assertThat(commit(bob, ann, second)).isEqualTo(second);
    }
}
