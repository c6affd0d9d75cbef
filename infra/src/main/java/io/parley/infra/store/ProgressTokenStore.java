package io.parley.infra.store;

import io.parley.infra.nodes.Nodes;
import io.parley.infra.nodes.Topic;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A token store that tells {@link TokenProgress} and the other nodes of each token once the transaction that stored it has committed. */
final class ProgressTokenStore implements TokenStore {

    private final TokenStore tokens;
    private final TokenProgress progress;
    private final Nodes nodes;

    ProgressTokenStore(TokenStore tokens, TokenProgress progress, Nodes nodes) {
        this.tokens = tokens;
        this.progress = progress;
        this.nodes = nodes;
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
        tokens.storeToken(token, processorName, segment);
        afterCommit(() -> {
            progress.committed(processorName, segment, token);
            nodes.tell(Topic.PROGRESS);
        });
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount) {
        initializeTokenSegments(processorName, segmentCount, null);
    }

    @Override
    public void initializeTokenSegments(String processorName, int segmentCount, @Nullable TrackingToken initialToken) {
        tokens.initializeTokenSegments(processorName, segmentCount, initialToken);
        for (int segment = 0; segment < segmentCount; segment++) {
            int number = segment;
            afterCommit(() -> progress.committed(processorName, number, initialToken));
        }
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String processorName, int segment) {
        tokens.initializeSegment(token, processorName, segment);
        afterCommit(() -> progress.committed(processorName, segment, token));
    }

    @Override
    public void deleteToken(String processorName, int segment) {
        tokens.deleteToken(processorName, segment);
        afterCommit(() -> progress.removed(processorName, segment));
    }

    /** What is claimed may have been moved on by another node before. */
    @Override
    public TrackingToken fetchToken(String processorName, int segment) {
        TrackingToken token = tokens.fetchToken(processorName, segment);
        afterCommit(() -> progress.committed(processorName, segment, token));
        return token;
    }

    @Override
    public TrackingToken fetchToken(String processorName, Segment segment) {
        TrackingToken token = tokens.fetchToken(processorName, segment);
        afterCommit(() -> progress.committed(processorName, segment.getSegmentId(), token));
        return token;
    }

    @Override
    public void extendClaim(String processorName, int segment) {
        tokens.extendClaim(processorName, segment);
    }

    @Override
    public void releaseClaim(String processorName, int segment) {
        tokens.releaseClaim(processorName, segment);
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return tokens.requiresExplicitSegmentInitialization();
    }

    @Override
    public int[] fetchSegments(String processorName) {
        return tokens.fetchSegments(processorName);
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processorName) {
        return tokens.fetchAvailableSegments(processorName);
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        return tokens.retrieveStorageIdentifier();
    }

    private static void afterCommit(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
