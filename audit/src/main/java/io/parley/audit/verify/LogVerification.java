package io.parley.audit.verify;

import io.parley.audit.Connector;
import io.parley.audit.verify.Finding.Kind;
import io.parley.infra.seal.Links;
import io.parley.infra.seal.Seal;
import io.parley.infra.seal.SealTable;
import io.parley.infra.seal.StoredSeal;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the log is what was sealed. Several threads read and hash; one goes along the chains. What is kept in memory is a hash for
 * each chain, some 200 bytes.
 */
public final class LogVerification {

    private final Connector connector;
    private final Map<String, PublicKey> keys;
    private final int threads;

    /**
     * One of a database's log.
     *
     * @param keys the public keys that may have signed seals, by what seals call them
     * @param threads how many threads read and hash
     */
    public LogVerification(Connector connector, Map<String, PublicKey> keys, int threads) {
        this.connector = connector;
        this.keys = Map.copyOf(keys);
        this.threads = threads;
    }

    /**
     * Looks at all of it.
     *
     * @param only the chain whose events are looked at; null for all. Of the others only the tree of their hashes is.
     * @param published roots that were kept elsewhere
     * @throws SQLException if the database cannot be read
     */
    public Verification run(@Nullable String only, List<Seal> published, VerificationProgress progress)
            throws SQLException, InterruptedException {
        try (Connection connection = connector.open()) {
            connection.setReadOnly(true);
            return new Run(new SealTable(connection), only, published).verify(progress);
        }
    }

    /** One verification. */
    private final class Run {

        private final SealTable table;
        private final @Nullable String only;
        private final List<Seal> published;
        private final Findings findings = new Findings();
        private final ChainWalk walk = new ChainWalk(findings);
        private long events;
        private long seals;

        Run(SealTable table, @Nullable String only, List<Seal> published) {
            this.table = table;
            this.only = only;
            this.published = published;
        }

        Verification verify(VerificationProgress progress) throws SQLException, InterruptedException {
            Optional<Seal> last = table.last();
            long head = table.head();
            long sealed = last.map(Seal::lastPosition).orElse(0L);
            requireNothingBefore();
            if (last.isPresent()) {
                walkAll(last.get(), progress);
            }
            for (Seal root : published) {
                requireRoot(root, last);
            }
            return new Verification(
                    events,
                    seals,
                    sealed,
                    last.map(Seal::sealedAt).orElse(null),
                    Math.max(0, head - sealed),
                    findings.places(),
                    findings.left());
        }

        private void requireNothingBefore() throws SQLException {
            long before = table.eventsBefore(1);
            if (before > 0) {
                findings.add(new Finding(
                        Kind.INSERTED, 0, 0, String.format(Locale.ROOT, "%,d events lie before the first", before)));
            }
        }

        private void walkAll(Seal last, VerificationProgress progress) throws SQLException, InterruptedException {
            SealChecks checks = new SealChecks(findings, table.epochs());
            try (Batches batches = new Batches(connector, table, keys, only, threads, last.number())) {
                for (Batch batch = batches.next(); batch != null; batch = batches.next()) {
                    walk(batch, checks);
                    progress.looked(batch.lastPosition(), last.lastPosition());
                }
            }
        }

        private void walk(Batch batch, SealChecks checks) {
            int from = 0;
            for (int i = 0; i < batch.seals().size(); i++) {
                StoredSeal stored = batch.seals().get(i);
                from = pass(batch, from, stored.seal().firstPosition());
                int to = end(batch, from, stored.seal().lastPosition());
                if (checks.isUsable(stored, batch.genuine()[i])) {
                    long before = findings.count();
                    Links links = walk.walk(
                            stored,
                            batch.events().subList(from, to),
                            batch.digests().subList(from, to));
                    if (findings.count() == before) {
                        checks.requireTree(stored.seal(), links);
                    }
                } else {
                    pass(batch, from, stored.seal().lastPosition() + 1);
                }
                events += batch.lookedAt(from, to);
                seals++;
                from = to;
            }
        }

        private static int end(Batch batch, int from, long last) {
            int to = from;
            while (to < batch.events().size() && batch.events().get(to).position() <= last) {
                to++;
            }
            return to;
        }

        /** What lies where seals are missing is not known to be right, but the chains go on from it. */
        private int pass(Batch batch, int from, long before) {
            int at = from;
            while (at < batch.events().size() && batch.events().get(at).position() < before) {
                walk.pass(batch.events().get(at), batch.digests().get(at));
                at++;
            }
            return at;
        }

        private void requireRoot(Seal root, Optional<Seal> last) throws SQLException {
            Optional<StoredSeal> here = table.withNumber(root.number());
            if (!root.isSignedByOneOf(keys)) {
                add("the published root of seal %,d is signed by none of the keys that were given", root);
            } else if (here.isEmpty()) {
                findings.add(new Finding(
                        Kind.ROOT,
                        0,
                        0,
                        String.format(
                                Locale.ROOT,
                                "the log was cut off: it was sealed up to position %,d (seal %,d) at %s, now up to %,d",
                                root.lastPosition(),
                                root.number(),
                                root.sealedAt(),
                                last.map(Seal::lastPosition).orElse(0L))));
            } else if (!Arrays.equals(here.get().seal().hash(), root.hash())) {
                add("seal %,d is not the one that was published: this is another history", root);
            }
        }

        private void add(String sentence, Seal root) {
            findings.add(new Finding(Kind.ROOT, 0, 0, String.format(Locale.ROOT, sentence, root.number())));
        }
    }
}
