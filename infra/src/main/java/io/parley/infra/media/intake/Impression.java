package io.parley.infra.media.intake;

import io.parley.infra.media.thumbnail.Thumbnail;
import io.parley.infra.media.waveform.Waveform;
import java.util.Optional;

/**
 * What is shown of media before they are there themselves.
 *
 * @param thumbnail of an image
 * @param waveform of a sound
 */
record Impression(Optional<Thumbnail> thumbnail, Optional<Waveform> waveform) {}
