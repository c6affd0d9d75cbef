package io.parley.infra.store;

import java.util.OptionalLong;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Hands the position of the last event that a unit of work appended from the store to whoever ran it. */
public final class AppendedPosition {

    private static final String KEY = AppendedPosition.class.getName();

    private AppendedPosition() {}

    /** The position of the last event that the unit of work appended; empty if it appended none. */
    public static OptionalLong of(UnitOfWork<?> unitOfWork) {
        Long position = unitOfWork.getResource(KEY);
        return position == null ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /** Tells whoever runs the current unit of work. */
    public static void record(long position) {
        CurrentUnitOfWork.ifStarted(unitOfWork -> unitOfWork.root().resources().put(KEY, position));
    }
}
