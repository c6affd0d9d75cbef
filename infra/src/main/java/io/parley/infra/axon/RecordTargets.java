package io.parley.infra.axon;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Finds the aggregate that a command is for: the component of its record that bears {@link TargetAggregateIdentifier}. Looks for it
 * once per class; Axon's own resolver reflects over the whole class for each command, which was a seventh of the command path's CPU
 * and two fifths of what it allocated. Commands name no version of their aggregate.
 */
public final class RecordTargets implements CommandTargetResolver {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodType GENERIC = MethodType.methodType(Object.class, Object.class);

    private static final ClassValue<MethodHandle> ACCESSORS = new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
            return accessor(type);
        }
    };

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        Object identifier = identifierOf(command.getPayload());
        if (identifier == null) {
            throw new IllegalArgumentException(command.getPayloadType().getSimpleName() + " is for no aggregate");
        }
        return new VersionedAggregateIdentifier(identifier, null);
    }

    @SuppressWarnings("NullAway") // a component may be null
    private static Object identifierOf(Object command) {
        try {
            return (Object) ACCESSORS.get(command.getClass()).invokeExact(command);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException("The aggregate of a command cannot be told", e);
        }
    }

    private static MethodHandle accessor(Class<?> type) {
        List<RecordComponent> targets = type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .filter(component ->
                                component.getAccessor().isAnnotationPresent(TargetAggregateIdentifier.class))
                        .toList()
                : List.of();
        if (targets.size() != 1) {
            throw new IllegalArgumentException(
                    "%s is no record with one target aggregate".formatted(type.getSimpleName()));
        }
        try {
            return LOOKUP.unreflect(targets.get(0).getAccessor()).asType(GENERIC);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("%s is not public".formatted(type.getSimpleName()), e);
        }
    }
}
