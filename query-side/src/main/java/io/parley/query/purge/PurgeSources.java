package io.parley.query.purge;

import io.parley.contract.log.ChatLog;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.purge.CertificateSigner;
import io.parley.contract.purge.Deletions;
import io.parley.contract.purge.Remains;
import io.parley.contract.purge.Rotations;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What certificates are made from, beside the read tables.
 *
 * @param events single events of the log
 * @param log the messages of a chat
 * @param epoch the store's epoch
 * @param deletions which events destroyed something
 * @param remains what is left of it
 * @param rotations the rotations of keys
 * @param signer who signs
 */
public record PurgeSources(
        EventsByPosition events,
        ChatLog log,
        Supplier<UUID> epoch,
        Deletions deletions,
        Remains remains,
        Rotations rotations,
        CertificateSigner signer) {}
