package io.parley.api.media;

import io.parley.api.testing.FakeMedia;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;

/** Bodies beyond what is taken. */
final class TooLarge {

    static final int SIZE = FakeMedia.LARGEST + 1;

    private TooLarge() {}

    /** A body that does not say how long it is, and is longer than is taken. */
    static Flux<DataBuffer> endless() {
        return Flux.range(0, 200).map(n -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[64 << 10]));
    }
}
