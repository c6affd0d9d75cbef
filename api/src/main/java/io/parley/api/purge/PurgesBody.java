package io.parley.api.purge;

import io.parley.api.dispatch.Cursors;
import io.parley.contract.purge.PurgePage;
import io.parley.contract.purge.SignedCertificate;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of certificates.
 *
 * @param items certificates, the latest first
 * @param next the cursor of the next page; null if this is the last
 */
@Schema(name = "Purges", description = "A page of purge certificates, the latest first.")
record PurgesBody(
        @ArraySchema(schema = @Schema(implementation = CertificateForm.class))
        List<CertificateBody> items,

        @Nullable @Schema(description = "The `cursor` of the next page; null on the last.")
        String next) {

    static PurgesBody of(PurgePage page) {
        List<SignedCertificate> items = page.items();
        String next = page.more() && !items.isEmpty()
                ? Cursors.encode(Long.toString(items.get(items.size() - 1).position()))
                : null;
        return new PurgesBody(items.stream().map(CertificateBody::of).toList(), next);
    }
}
