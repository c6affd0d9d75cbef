package io.parley.infra.media;

import io.parley.contract.media.MediaStore;
import io.parley.infra.media.seaweedfs.TestWeed;

/** A store over a SeaweedFS that a test can take away, freeze and bring back. */
record WeedUnderTest<S extends MediaStore & AutoCloseable>(TestWeed weed, S store) implements StoreUnderTest {

    @Override
    public void takeAway() {
        weed.kill();
    }

    @Override
    public void bringBack() throws Exception {
        weed.startAgain();
    }

    @Override
    public boolean freeze() {
        weed.freeze();
        return true;
    }

    @Override
    public void unfreeze() {
        weed.unfreeze();
    }

    @Override
    public void close() throws Exception {
        store.close();
        weed.close();
    }
}
