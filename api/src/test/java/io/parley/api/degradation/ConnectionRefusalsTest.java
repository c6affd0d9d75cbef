package io.parley.api.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.limits.CommandLimit;
import io.parley.api.limits.LimitsProperties;
import io.parley.contract.degradation.ServiceLevel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

class ConnectionRefusalsTest {

    private static final String TYPING = "POST /v1/chats/c/typing HTTP/1.1\r\n\r\n";

    private final Shedding shedding =
            new Shedding(Clock.systemUTC(), DegradationFixture.properties(), new SimpleMeterRegistry());
    private final Refusals refusals = new Refusals(
            shedding,
            new CommandLimit(
                    new Binder(new MapConfigurationPropertySource(Map.of()))
                            .bindOrCreate("parley.limits", Bindable.of(LimitsProperties.class)),
                    new SimpleMeterRegistry()),
            new RandomIds(),
            JsonMapper.shared());
    private final List<String> served = new ArrayList<>();
    private int bodies;
    private int reads;

    private final EmbeddedChannel channel = new EmbeddedChannel(
            new CountedReads(), new HttpServerCodec(), new ConnectionRefusals(refusals), new Served());

    @BeforeEach
    void tooMuch() {
        shedding.enter(ServiceLevel.CRITICAL);
        channel.config().setAutoRead(false);
        reads = 0;
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void whatIsGivenUpIsAnsweredAtOnceAndTheConnectionIsKept() {
        receive(TYPING);

        assertRefused(sent());
        assertThat(served).isEmpty();
        assertThat(channel.isOpen()).isTrue();
        assertThat(reads).as("asked for the next").isEqualTo(1);

        receive("GET /v1/me HTTP/1.1\r\n\r\n");
        assertThat(served).containsExactly("/v1/me");
    }

    @Test
    void itsBodyIsNobodysAlsoWhenItComesLate() {
        receive("PUT /v1/presence?x=y HTTP/1.1\r\nContent-Length: 10\r\n\r\n01234");
        assertRefused(sent());
        receive("56789");
        receive("GET /v1/me HTTP/1.1\r\n\r\n");

        assertThat(served).containsExactly("/v1/me");
        assertThat(bodies).isEqualTo(1);
    }

    @Test
    void manyThatComeTogetherAreAnsweredOneByOne() {
        receive(TYPING + TYPING + TYPING);

        assertThat(sent().split("HTTP/1.1 503", -1)).hasSize(4);
    }

    @Test
    void fromWhoTakesNoAnswersNothingMoreIsRead() {
        setWritable(false);
        receive(TYPING);
        assertThat(reads).isZero();

        setWritable(true);
        channel.runPendingTasks();

        assertThat(reads).isEqualTo(1);
    }

    private void setWritable(boolean isWritable) {
        Objects.requireNonNull(channel.unsafe().outboundBuffer()).setUserDefinedWritability(1, isWritable);
    }

    @Test
    void whileAnotherIsServedOneWaitsForItsTurn() {
        receive("GET /v1/me HTTP/1.1\r\n\r\n" + TYPING);

        assertThat(served).containsExactly("/v1/me", "/v1/chats/c/typing");
        assertThat(sent()).isEmpty();

        answer(HttpResponseStatus.CONTINUE);
        answer(HttpResponseStatus.OK);
        receive(TYPING);
        assertThat(served).hasSize(3);

        answer(HttpResponseStatus.SERVICE_UNAVAILABLE);
        answer(HttpResponseStatus.SERVICE_UNAVAILABLE);
        sent();
        receive(TYPING);
        assertThat(served).hasSize(3);
        assertRefused(sent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/chats/c/typing HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST /v1/chats/c/typing HTTP/1.1\r\nContent-Length: 65537\r\n\r\n",
                "POST /v1/chats/c/typing HTTP/1.1\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n",
                "POST /v1/chats/c/typing HTTP/1.1\r\nContent-Length: x\r\n\r\n",
                "POST http://localhost/v1/chats/c/typing HTTP/1.1\r\n\r\n"
            })
    void whatIsNotSimplePasses(String request) {
        receive(request);

        assertThat(served).hasSize(1);
        assertThat(sent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/chats/c/typing HTTP/1.1\r\nConnection: close\r\n\r\n",
                "POST /v1/chats/c/typing HTTP/1.0\r\n\r\n"
            })
    void whoAsksForItsEndHasTheConnectionClosedAfterTheAnswer(String request) {
        receive(request);

        assertThat(sent()).contains("503 Service Unavailable").contains("\"code\":\"shed\"");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void headHasNoBody() {
        receive("HEAD /v1/chats HTTP/1.1\r\n\r\n");

        assertThat(sent()).startsWith("HTTP/1.1 503").endsWith("\r\n\r\n").contains("content-length: ");
    }

    @Test
    void whileNothingIsGivenUpAllIsServed() {
        shedding.enter(ServiceLevel.HEALTHY);

        receive(TYPING);

        assertThat(served).hasSize(1);
        assertThat(reads).isZero();
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private void answer(HttpResponseStatus status) {
        channel.pipeline()
                .context(Served.class)
                .writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER));
    }

    private String sent() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            text.append(next.toString(StandardCharsets.ISO_8859_1));
            next.release();
        }
        return text.toString();
    }

    private static void assertRefused(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                .contains("content-type: application/problem+json\r\n", "\"code\":\"shed\"", "\"urn:uuid:")
                .containsPattern("retry-after: \\d+\r\n")
                .endsWith("}");
    }

    /** What a connection is asked to read. */
    private final class CountedReads extends ChannelOutboundHandlerAdapter {

        @Override
        public void read(ChannelHandlerContext context) {
            reads++;
            context.read();
        }
    }

    /** Who serves what passes. */
    private final class Served extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                served.add(request.uri());
            }
            if (message instanceof LastHttpContent) {
                bodies++;
            }
            ReferenceCountUtil.release(message);
        }
    }
}
