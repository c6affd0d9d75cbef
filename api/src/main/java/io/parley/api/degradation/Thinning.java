package io.parley.api.degradation;

import java.time.Duration;

/** What is done less often, rather than not at all, while the level of service is not healthy. */
public interface Thinning {

    /** For how long receipts in groups are gathered. */
    Duration receiptGather(Duration usual);

    /** How often somebody's presence is pushed at most. */
    Duration presenceEvery(Duration usual);
}
