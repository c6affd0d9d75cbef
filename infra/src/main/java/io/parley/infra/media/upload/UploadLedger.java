package io.parley.infra.media.upload;

import io.parley.command.media.MediaVault;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.KeyId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaDescription;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaReader;
import io.parley.contract.media.NewUpload;
import io.parley.contract.media.UploadRef;
import io.parley.infra.keyring.KeyShredder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is known of uploads, and their keys: each method is one transaction, and decides who may do what. Keys are destroyed in the
 * transaction that ends what they are for. Blocking.
 */
final class UploadLedger {

    /** How often a transaction is tried under whose hands a key was replaced. */
    private static final int TRIES = 3;

    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private final UploadTable table;
    private final MediaVault vault;
    private final MediaReader reader;
    private final KeyShredder shredder;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final SecureRandom random;
    private final UploadProperties settings;

    UploadLedger(
            UploadTable table,
            MediaVault vault,
            MediaReader reader,
            KeyShredder shredder,
            TransactionTemplate transactions,
            Clock clock,
            SecureRandom random,
            UploadProperties settings) {
        this.table = table;
        this.vault = vault;
        this.reader = reader;
        this.shredder = shredder;
        this.transactions = transactions;
        this.clock = clock;
        this.random = random;
        this.settings = settings;
    }

    UploadRow begin(NewUpload upload) {
        UploadRef ref = upload.upload();
        MediaDescription description = new MediaDescription(
                upload.fileName().value(), UNKNOWN_TYPE, upload.length(), "", null, null, null, null, null);
        MediaContent content = new MediaContent(ref.mediaId(), description, MediaKey.random(random), null);
        return inTransaction(() -> {
            if (table.countUnfinished(ref.uploaderId()) >= settings.perUser()) {
                throw new Rejection(
                        ErrorCode.TOO_MANY_UPLOADS, "You have as many unfinished uploads as you may: end one.");
            }
            Ciphertext sealed = vault.seal(ref.chatId(), ref.mediaId(), content);
            table.insert(ref, upload.length(), sealed, clock.instant().plus(settings.expireAfter()));
            return table.find(ref.mediaId()).orElseThrow();
        });
    }

    /** An upload as its uploader may see it. */
    UploadRow find(UploadRef ref) {
        return alive(ref, table.find(ref.mediaId()));
    }

    /** Lets somebody work on an upload; empty if there is nothing to do since it is complete. */
    Optional<UploadLock> lock(UploadRef ref) {
        Locking locking = inTransaction(() -> tryLock(ref));
        if (locking.refusal() != null) {
            throw locking.refusal();
        }
        return Optional.ofNullable(locking.lock());
    }

    /** A refusal that is to be thrown once what led to it is committed. */
    private record Locking(
            @Nullable UploadLock lock, @Nullable Rejection refusal) {}

    private Locking tryLock(UploadRef ref) {
        UploadRow row = alive(ref, table.findForUpdate(ref.mediaId()));
        requireUnlocked(row);
        Ciphertext sealed = row.content();
        if (sealed == null) {
            return new Locking(null, null);
        }
        Map<Ciphertext, MediaContent> opened = reader.read(List.of(sealed));
        MediaContent content = opened.get(sealed);
        if (content == null) { // its key went with its chat
            end(row);
            return new Locking(null, gone());
        }
        UUID holder = UUID.randomUUID();
        table.lock(ref.mediaId(), holder, settings.lease());
        return new Locking(new UploadLock(row, holder, content), null);
    }

    /** Says that the lock is still needed; false if somebody else has it by now. */
    boolean renew(UploadLock lock) {
        return table.renew(lock.row().ref().mediaId(), lock.holder(), settings.lease());
    }

    void unlock(UploadLock lock) {
        table.unlock(lock.row().ref().mediaId(), lock.holder());
    }

    /** The number of the part that is to be stored next. */
    int beginPart(UploadLock lock) {
        int number = table.beginPart(lock.row().ref().mediaId(), lock.holder(), settings.lease())
                .orElseThrow(UploadLedger::lost);
        if (number > settings.maxParts()) {
            throw new Rejection(ErrorCode.INVALID_REQUEST, "The upload came in too many pieces: send larger ones.");
        }
        return number;
    }

    /** Notes that parts are in the store: from then on its bytes are received. */
    UploadRow addParts(UploadLock lock, List<StoredPart> parts) {
        return inTransaction(() -> {
            requireHeld(table.addParts(lock.row().ref().mediaId(), lock.holder(), parts));
            return table.find(lock.row().ref().mediaId()).orElseThrow();
        });
    }

    List<StoredPart> parts(UploadRow row) {
        return table.parts(row.ref().mediaId());
    }

    /** Notes what the bytes were found to be, so that they are taken only once. */
    MediaContent take(UploadLock lock, MediaContent content) {
        UploadRef ref = lock.row().ref();
        return inTransaction(() -> {
            Ciphertext sealed = vault.seal(ref.chatId(), ref.mediaId(), content);
            UploadRow row = table.findForUpdate(ref.mediaId()).orElseThrow(UploadLedger::lost);
            requireHeld(table.take(ref.mediaId(), lock.holder(), sealed));
            destroyKey(row);
            return content;
        });
    }

    /** Notes that the media are known. */
    UploadRow complete(UploadLock lock) {
        return close(lock, UploadPhase.COMPLETE, null);
    }

    /** Notes that there will never be media of it. */
    UploadRow refuse(UploadLock lock, Rejection why) {
        return close(lock, UploadPhase.REFUSED, why);
    }

    private UploadRow close(UploadLock lock, UploadPhase phase, @Nullable Rejection why) {
        return inTransaction(() -> {
            UploadRow row = table.findForUpdate(lock.row().ref().mediaId()).orElseThrow(UploadLedger::lost);
            requireHeld(renew(lock));
            return close(row, phase, why);
        });
    }

    /** Gives an upload up. */
    UploadRow terminate(UploadRef ref) {
        return inTransaction(() -> {
            UploadRow row = table.findForUpdate(ref.mediaId())
                    .filter(found -> found.ref().equals(ref))
                    .orElseThrow(UploadLedger::notFound);
            if (row.phase() == UploadPhase.ENDED) {
                throw gone();
            }
            requireUnlocked(row);
            return end(row);
        });
    }

    /** Some of those that are due to be looked at. Those that had their time have ended with that. */
    List<UploadRow> claimDue() {
        Instant now = clock.instant();
        return inTransaction(() -> table.claimDue(now, now.plus(settings.retryAfter()), settings.sweepBatch()).stream()
                .map(row -> isOver(row, now) ? end(row) : row)
                .toList());
    }

    /** Notes that the store has nothing left of an upload that is over, which is forgotten if nobody is to hear of it. */
    void cleaned(UploadRow row) {
        inTransaction(() -> {
            if (row.phase() == UploadPhase.ENDED || !clock.instant().isBefore(row.expiresAt())) {
                table.delete(row.ref().mediaId());
            } else {
                table.forgetParts(row.ref().mediaId());
            }
            return row;
        });
    }

    private UploadRow end(UploadRow row) {
        return close(row, UploadPhase.ENDED, null);
    }

    private UploadRow close(UploadRow row, UploadPhase phase, @Nullable Rejection why) {
        destroyKey(row);
        table.close(row.ref().mediaId(), phase, why, clock.instant());
        return table.find(row.ref().mediaId()).orElseThrow();
    }

    private void destroyKey(UploadRow row) {
        if (row.content() != null) {
            List<KeyId> key = List.of(row.content().keyId());
            vault.destroy(key);
            shredder.shredLeaves(key); // where no event would do it
        }
    }

    private UploadRow alive(UploadRef ref, Optional<UploadRow> found) {
        UploadRow row = found.filter(one -> one.ref().equals(ref)).orElseThrow(UploadLedger::notFound);
        if (row.phase() == UploadPhase.ENDED || isOver(row, clock.instant())) {
            throw gone();
        }
        if (row.phase() == UploadPhase.REFUSED) {
            throw table.refusal(ref.mediaId());
        }
        return row;
    }

    private static boolean isOver(UploadRow row, Instant now) {
        return row.phase() != UploadPhase.COMPLETE && !now.isBefore(row.expiresAt());
    }

    private static void requireUnlocked(UploadRow row) {
        if (row.locked()) {
            throw lost();
        }
    }

    private static void requireHeld(boolean held) {
        if (!held) {
            throw lost();
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        for (int number = 1; number < TRIES; number++) {
            try {
                return once(work);
            } catch (ConcurrencyException e) {
                // a key was replaced meanwhile
            }
        }
        return once(work);
    }

    private <T> T once(Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }

    /** Another request works on it, or has begun to since this one fell silent. */
    static Rejection lost() {
        return new Rejection(ErrorCode.UPLOAD_LOCKED, "Another request works on this upload just now; try again soon.");
    }

    static Rejection gone() {
        return new Rejection(ErrorCode.UPLOAD_GONE, "The upload was given up, or has had its time: begin a new one.");
    }

    private static Rejection notFound() {
        return new Rejection(ErrorCode.UPLOAD_NOT_FOUND, "There is no such upload in this chat.");
    }
}
