package io.parley.infra.tracing;

import io.parley.contract.trace.Span;
import io.parley.contract.trace.Tracing;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Makes a span of the handling of each message whose request is traced.
 *
 * @param tracing where it is recorded
 * @param verb what handling it is called, before the message's name
 * @param processor what handles it
 */
public record TracedHandling(Tracing tracing, String verb, String processor)
        implements MessageHandlerInterceptor<Message<?>> {

    @Override
    public Object handle(UnitOfWork<? extends Message<?>> unitOfWork, InterceptorChain chain) throws Exception {
        Message<?> message = unitOfWork.getMessage();
        String parent = TraceParents.of(message);
        if (parent == null) {
            return chain.proceed();
        }
        Span span = tracing.under(parent, verb + " " + message.getPayloadType().getSimpleName())
                .tag("parley.processor", processor);
        try {
            return chain.proceed();
        } catch (Exception e) {
            span.fail(e.getClass().getSimpleName());
            throw e;
        } finally {
            span.end();
        }
    }
}
