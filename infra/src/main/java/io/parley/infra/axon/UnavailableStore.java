package io.parley.infra.axon;

import io.parley.infra.store.StoreFailures;
import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.queryhandling.QueryMessage;
import org.jspecify.annotations.Nullable;

/** Turns a query's failure to reach the database into the refusal {@code unavailable}, be it thrown or in the future. */
final class UnavailableStore implements MessageHandlerInterceptor<QueryMessage<?, ?>> {

    @Override
    public @Nullable Object handle(UnitOfWork<? extends QueryMessage<?, ?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        try {
            Object answer = chain.proceed();
            return answer instanceof CompletableFuture<?> future ? translated(future) : answer;
        } catch (RuntimeException e) {
            throw StoreFailures.isUnavailable(e) ? StoreFailures.unavailable() : e;
        }
    }

    private static <T> CompletableFuture<T> translated(CompletableFuture<T> future) {
        return future.exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                StoreFailures.isUnavailable(failure) ? StoreFailures.unavailable() : failure));
    }
}
