package io.parley.api.purge;

import io.parley.contract.purge.SigningKeys;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The public keys that certificates are checked with, as JSON. */
@Schema(name = "SigningKeys")
record SigningKeysBody(List<Item> items) {

    static SigningKeysBody of(SigningKeys keys) {
        return new SigningKeysBody(keys.all().stream().map(Item::of).toList());
    }

    /**
     * A public key.
     *
     * @param keyId what certificates call it
     * @param algorithm how it signs
     * @param publicKey the key in PEM
     */
    @Schema(name = "SigningKey")
    record Item(
            @Schema(description = "The first 16 hexadecimal digits of the SHA-256 of the key's DER form.")
            String keyId,

            @Schema(allowableValues = "Ed25519") String algorithm,
            @Schema(description = "The key in PEM.") String publicKey) {

        static Item of(SigningKeys.SigningKey key) {
            return new Item(key.keyId(), key.algorithm(), key.publicKey());
        }
    }
}
