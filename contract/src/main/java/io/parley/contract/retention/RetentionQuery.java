package io.parley.contract.retention;

import io.parley.contract.ParleyQuery;
import java.time.Duration;

/** Questions about how long messages live on this server. Operators' questions. */
public sealed interface RetentionQuery<A> extends ParleyQuery<A> {

    /**
     * What would go, and when, if the server let no message be older than this, and did not before.
     *
     * @param longest the maximum
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindRetentionPreview(Duration longest, long atLeast) implements RetentionQuery<RetentionPreview> {
        @Override
        public Class<RetentionPreview> answerType() {
            return RetentionPreview.class;
        }
    }
}
