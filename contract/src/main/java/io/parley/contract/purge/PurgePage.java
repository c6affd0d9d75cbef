package io.parley.contract.purge;

import java.util.List;

/**
 * A page of certificates.
 *
 * @param items certificates, the latest first
 * @param more whether there are more below
 */
public record PurgePage(List<SignedCertificate> items, boolean more) {

    /** The items are kept as they are now. */
    public PurgePage {
        items = List.copyOf(items);
    }
}
