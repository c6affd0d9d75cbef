package io.parley.api.problem;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Asks for what comes next on a connection whenever an answer has ended. The server does so by itself, but for a case that Reactor Netty
 * (1.3.6, issue 4361) overlooks: a request that came before the answer to the one before it had ended, and that is answered at once.
 * Nothing of the connection would be read from then on, and whoever asks next on it would wait for ever.
 */
@ChannelHandler.Sharable
final class NextRequests extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof LastHttpContent) {
            context.write(message, promise.unvoid()).addListener(written -> context.read());
        } else {
            context.write(message, promise);
        }
    }
}
