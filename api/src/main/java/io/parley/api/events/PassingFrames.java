package io.parley.api.events;

import io.parley.contract.id.UserId;
import java.util.Collection;
import java.util.List;

/** Gives what is true for a moment only to the streams in the registry. */
final class PassingFrames implements PassingEvents {

    private final StreamRegistry streams;
    private final Frames frames;

    PassingFrames(StreamRegistry streams, Frames frames) {
        this.streams = streams;
        this.frames = frames;
    }

    @Override
    public boolean isAnybodyHere() {
        return streams.size() > 0;
    }

    @Override
    public boolean isHere(UserId user) {
        return streams.has(user);
    }

    @Override
    public Outcome bring(String name, Object data, Collection<UserId> users) {
        List<OpenStream> open = streams.of(users);
        if (open.isEmpty()) {
            return new Outcome(0, 0);
        }
        Frame frame = frames.passing(name, data);
        int given = 0;
        for (OpenStream stream : open) {
            if (stream.passing(frame)) {
                given++;
            }
        }
        return new Outcome(given, open.size() - given);
    }
}
