package io.parley.contract.user;

import io.parley.contract.id.UserId;
import java.util.Optional;

/** Who has which handle: a keyed index, so that the table itself tells no handle. Blocking. */
public interface HandleDirectory {

    /** Whose handle this is; empty for what is nobody's, or no handle at all. */
    Optional<UserId> find(String handle);
}
