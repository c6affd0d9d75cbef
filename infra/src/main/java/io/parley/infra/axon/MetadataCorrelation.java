package io.parley.infra.axon;

import io.parley.contract.MetadataKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * What every message inherits from the one that caused it: who acted with which session, what one request brought about and its trace, and
 * the cause itself. Values are text, so that they are the same before and after they were stored.
 */
final class MetadataCorrelation implements CorrelationDataProvider {

    private static final List<String> INHERITED =
            List.of(MetadataKeys.ACTOR, MetadataKeys.OPERATOR, MetadataKeys.DEVICE, MetadataKeys.TRACE_PARENT);

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        Map<String, String> data = new HashMap<>();
        for (String key : INHERITED) {
            Object value = message.getMetaData().get(key);
            if (value != null) {
                data.put(key, value.toString());
            }
        }
        Object correlation = message.getMetaData().getOrDefault(MetadataKeys.CORRELATION_ID, message.getIdentifier());
        data.put(MetadataKeys.CORRELATION_ID, correlation.toString());
        data.put(MetadataKeys.CAUSATION_ID, message.getIdentifier());
        return data;
    }
}
