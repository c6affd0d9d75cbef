package io.parley.infra.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.axon.AggregateEviction;
import io.parley.infra.axon.AggregateVersions;
import io.parley.infra.bus.CommandGroup.Member;
import io.parley.infra.nodes.Nodes;
import io.parley.infra.store.AggregateHeads;
import io.parley.infra.store.AppendGroup.Fate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that no answer rests on an aggregate that another node has changed before. Who publishes events on one loses a
 * conflict; but a refusal, or an answer that needed no event, is checked by nobody else. On a node that is alone nothing is done.
 */
final class Freshness {

    private static final Logger log = LoggerFactory.getLogger(Freshness.class);

    private final Nodes nodes;
    private final AggregateVersions versions;
    private final AggregateEviction aggregates;
    private final AggregateHeads heads;
    private final Counter checks;

    Freshness(
            Nodes nodes,
            AggregateVersions versions,
            AggregateEviction aggregates,
            AggregateHeads heads,
            MeterRegistry meters) {
        this.nodes = nodes;
        this.versions = versions;
        this.aggregates = aggregates;
        this.heads = heads;
        this.checks = Counter.builder("parley.commands.checks")
                .description("Aggregates of which the store was asked whether another node had changed them")
                .register(meters);
    }

    /** Begins to note what a group finds in memory. */
    Found begin() {
        return nodes.isAlone() ? new Found(id -> OptionalLong.empty()) : new Found(versions);
    }

    /**
     * The aggregates of which a group's members found an outdated version and have published nothing; they are forgotten here, so
     * that the members can be handled again. If the store cannot say, all that were found are taken for outdated.
     */
    Set<String> outdated(Found found, List<Member> members) {
        Map<String, Long> doubtful = found.versions();
        members.stream()
                .filter(member -> member.part().position().isPresent())
                .forEach(member -> doubtful.remove(member.command().aggregateId()));
        doubtful.keySet().retainAll(silent(members));
        return outdated(doubtful);
    }

    /** The same for one that failed without having become a member. */
    boolean isOutdated(Found found, PendingCommand command) {
        Map<String, Long> doubtful = found.versions();
        doubtful.keySet().retainAll(Set.of(command.aggregateId()));
        return !outdated(doubtful).isEmpty();
    }

    private static Set<String> silent(List<Member> members) {
        Set<String> silent = new HashSet<>();
        for (Member member : members) {
            if (member.part().fate() == Fate.KEPT && member.part().position().isEmpty()) {
                silent.add(member.command().aggregateId());
            }
        }
        return silent;
    }

    private Set<String> outdated(Map<String, Long> found) {
        if (found.isEmpty()) {
            return Set.of();
        }
        checks.increment(found.size());
        Set<String> outdated = new HashSet<>();
        try {
            Map<String, Long> stored = heads.lastSequences(found.keySet());
            found.forEach((id, version) -> {
                if (stored.getOrDefault(id, -1L) > version) {
                    outdated.add(id);
                }
            });
        } catch (RuntimeException e) {
            outdated.addAll(found.keySet());
            log.debug("The store cannot say whether answers are up to date; they are made again", e);
        }
        outdated.forEach(aggregates::evict);
        return outdated;
    }

    /** The versions of aggregates that a group found in memory, before it changed them. For one thread. */
    static final class Found {

        private final AggregateVersions versions;
        private final Map<String, OptionalLong> found = new HashMap<>();

        private Found(AggregateVersions versions) {
            this.versions = versions;
        }

        /** To be called before each command; only an aggregate's first counts. */
        void note(String aggregateId) {
            found.computeIfAbsent(aggregateId, versions::version);
        }

        private Map<String, Long> versions() {
            Map<String, Long> present = new HashMap<>();
            found.forEach((id, version) -> version.ifPresent(number -> present.put(id, number)));
            return present;
        }
    }
}
