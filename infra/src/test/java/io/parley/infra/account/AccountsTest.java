package io.parley.infra.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.user.AccountStore;
import io.parley.contract.Confidential;
import io.parley.contract.id.UserId;
import io.parley.contract.user.CredentialReader;
import io.parley.contract.user.HandleDirectory;
import io.parley.contract.user.StoredCredentials;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest extends AccountFixture {

    private final UserId ann = UserId.random();
    private final UserId bob = UserId.random();

    private boolean claim(String handle, UserId user) {
        return node().inTransaction(() -> node().get(AccountStore.class).claimHandle(handle, user));
    }

    @Test
    void aHandleLeadsToItsUser() {
        assertThat(claim("ann_1", ann)).isTrue();

        assertThat(node().get(HandleDirectory.class).find("ann_1")).contains(ann);
    }

    @Test
    void aHandleHasOneOwner() {
        claim("wanted", ann);

        assertThat(claim("wanted", bob)).isFalse();
        assertThat(claim("wanted", ann)).isTrue();
        assertThat(node().get(HandleDirectory.class).find("wanted")).contains(ann);
    }

    @Test
    void aUserHasOneHandle() {
        claim("first_of_ann", ann);

        assertThat(claim("second_of_ann", ann)).isFalse();
        assertThat(node().get(HandleDirectory.class).find("second_of_ann")).isEmpty();
    }

    @Test
    void aClaimThatWasRolledBackLeavesTheHandleFree() {
        node().rolledBack(() -> node().get(AccountStore.class).claimHandle("nearly", ann));

        assertThat(claim("nearly", bob)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "Ann", "no handle at all", "\0", "ünïcode"})
    void whatIsNobodysLeadsNowhere(String handle) {
        assertThat(node().get(HandleDirectory.class).find(handle)).isEmpty();
    }

    @Test
    void ofTwoClaimsAtOnceTheSecondWaitsAndLosesIfTheFirstCommits() throws Exception {
        assertThat(whileHeld(
                        () -> node().get(AccountStore.class).claimHandle("contested", ann),
                        () -> claim("contested", bob),
                        Outcome.COMMIT))
                .isFalse();
    }

    @Test
    void ofTwoClaimsAtOnceTheSecondWinsIfTheFirstRollsBack() throws Exception {
        assertThat(whileHeld(
                        () -> node().get(AccountStore.class).claimHandle("contested_2", ann),
                        () -> claim("contested_2", bob),
                        Outcome.ROLLBACK))
                .isTrue();
    }

    @Test
    void credentialsComeBackAndSayThatTheAccountExists() {
        AccountStore store = node().get(AccountStore.class);
        Confidential hash = new Confidential("$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA");
        assertThat(store.exists(ann)).isFalse();

        node().inTransaction(() -> store.storeCredentials(ann, hash));

        assertThat(store.exists(ann)).isTrue();
        assertThat(node().get(CredentialReader.class).find(ann)).contains(new StoredCredentials(ann, hash));
        assertThat(node().get(CredentialReader.class).find(bob)).isEmpty();
    }

    @Test
    void allOfManyExistOnlyIfEachDoes() {
        AccountStore store = node().get(AccountStore.class);
        node().inTransaction(() -> {
            store.storeCredentials(ann, new Confidential("a hash"));
            store.storeCredentials(bob, new Confidential("a hash"));
        });

        assertThat(store.existAll(List.of(ann, bob))).isTrue();
        assertThat(store.existAll(List.of(ann, bob, ann))).isTrue();
        assertThat(store.existAll(List.of(ann, UserId.random(), bob))).isFalse();
        assertThat(store.existAll(List.of())).isTrue();
    }
}
