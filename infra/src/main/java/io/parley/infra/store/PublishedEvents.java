package io.parley.infra.store;

import org.axonframework.messaging.unitofwork.UnitOfWork;

/** How many events were published in a unit of work itself, its parents and children aside. */
public final class PublishedEvents {

    private static final String KEY = PublishedEvents.class.getName();

    private PublishedEvents() {}

    /** How many there were so far. */
    public static int in(UnitOfWork<?> unitOfWork) {
        return unitOfWork.getOrDefaultResource(KEY, 0);
    }

    static void add(UnitOfWork<?> unitOfWork, int published) {
        unitOfWork.resources().merge(KEY, published, (before, more) -> (int) before + (int) more);
    }
}
