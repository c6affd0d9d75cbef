package io.parley.command.user;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.parley.command.Moments;
import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.ProfileReader;
import io.parley.contract.user.UserCommand.BlockUser;
import io.parley.contract.user.UserCommand.ChangeProfile;
import io.parley.contract.user.UserCommand.EraseUser;
import io.parley.contract.user.UserCommand.RegisterUser;
import io.parley.contract.user.UserCommand.UnblockUser;
import io.parley.contract.user.UserEvent.ProfileChanged;
import io.parley.contract.user.UserEvent.UserBlocked;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.contract.user.UserEvent.UserRegistered;
import io.parley.contract.user.UserEvent.UserUnblocked;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A user's account: the profile that others see and the choices made. Holds names as ciphertext only. */
@AggregateRoot
@Revision("3")
public class User {

    private static final String HANDLE = "handle";
    private static final String DISPLAY_NAME = "displayName";

    @AggregateIdentifier
    private UserId userId;

    private Ciphertext displayName;
    private LastSeenVisibility lastSeen;
    private boolean erased;

    /** Whom the user has blocked; not final, so that a snapshot can be read back into it. */
    @SuppressWarnings("FieldMayBeFinal")
    private Set<UserId> blocked = new HashSet<>();

    /** For the event-sourcing repository. */
    @SuppressWarnings("NullAway.Init")
    protected User() {}

    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    User(RegisterUser command, AccountStore accounts, ProfileVault vault) {
        NameRules.requireHandle(HANDLE, command.handle());
        NameRules.requireName(DISPLAY_NAME, command.displayName());
        if (!accounts.claimHandle(command.handle().value(), command.userId())) {
            throw new Rejection(ErrorCode.HANDLE_TAKEN, "Another account has this handle.");
        }
        accounts.storeCredentials(command.userId(), command.passwordHash());
        vault.createKeys(command.userId());
        apply(new UserRegistered(
                command.userId(),
                vault.seal(command.userId(), HANDLE, command.handle()),
                vault.seal(command.userId(), DISPLAY_NAME, command.displayName()),
                LastSeenVisibility.EVERYONE));
    }

    @CommandHandler
    void change(ChangeProfile command, ProfileVault vault, ProfileReader reader) {
        requireNotErased();
        Ciphertext newName = sealedIfNew(command.displayName(), vault, reader);
        LastSeenVisibility newLastSeen = command.lastSeen() == lastSeen ? null : command.lastSeen();
        if (newName != null || newLastSeen != null) {
            apply(new ProfileChanged(userId, newName, newLastSeen));
        }
    }

    /** The same name again would be another ciphertext, so it has to be compared as text. */
    private @Nullable Ciphertext sealedIfNew(@Nullable Confidential name, ProfileVault vault, ProfileReader reader) {
        if (name == null) {
            return null;
        }
        NameRules.requireName(DISPLAY_NAME, name);
        boolean same = name.equals(reader.read(Set.of(displayName)).get(displayName));
        return same ? null : vault.seal(userId, DISPLAY_NAME, name);
    }

    @CommandHandler
    void erase(EraseUser command, AccountStore accounts, ProfileVault vault, Clock clock) {
        if (!erased) {
            accounts.removeCredentials(userId);
            apply(new UserErased(userId, vault.destroyKeys(userId), Moments.now(clock)));
        }
    }

    private void requireNotErased() {
        if (erased) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "There is no such user.");
        }
    }

    /** What is noted for others is noted again, too: where the log lies elsewhere, the note may be there without its event or lack. */
    @CommandHandler
    void block(BlockUser command, Blocks blocks, BlockRules rules, AccountStore accounts, Clock clock) {
        requireNotErased();
        BlockRules.requireSomebody(userId, command.blocked(), accounts);
        boolean isNew = !blocked.contains(command.blocked());
        if (isNew) {
            rules.requireRoom(blocked);
        }
        blocks.add(userId, command.blocked());
        if (isNew) {
            apply(new UserBlocked(userId, command.blocked(), Moments.now(clock)));
        }
    }

    @CommandHandler
    void unblock(UnblockUser command, Blocks blocks) {
        requireNotErased();
        blocks.remove(userId, command.blocked());
        if (blocked.contains(command.blocked())) {
            apply(new UserUnblocked(userId, command.blocked()));
        }
    }

    @EventSourcingHandler
    void on(UserBlocked event) {
        blocked.add(event.blocked());
    }

    @EventSourcingHandler
    void on(UserUnblocked event) {
        blocked.remove(event.blocked());
    }

    @EventSourcingHandler
    void on(UserErased event) {
        erased = true;
        blocked.clear();
    }

    @EventSourcingHandler
    void on(UserRegistered event) {
        userId = event.userId();
        displayName = event.displayName();
        lastSeen = event.lastSeen();
    }

    @EventSourcingHandler
    void on(ProfileChanged event) {
        if (event.displayName() != null) {
            displayName = event.displayName();
        }
        if (event.lastSeen() != null) {
            lastSeen = event.lastSeen();
        }
    }
}
