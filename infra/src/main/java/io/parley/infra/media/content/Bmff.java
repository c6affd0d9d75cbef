package io.parley.infra.media.content;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * MP4, QuickTime, HEIC and AVIF: boxes of a size, a type and a content, some of which are boxes (ISO/IEC 14496-12; Apple,
 * QuickTime File Format). Tables in them name places in the file, so that nothing may move: what is not to be stored keeps
 * its place and length as a {@code free} box of zeros. Of films and sounds that is where they were taken ({@code ©xyz},
 * {@code loci}), Apple's and others' metadata, and XMP. What cameras put between the pictures as a track is not found.
 */
final class Bmff implements Container {

    private static final String XMP =
            "\u00be\u007a\u00cf\u00cb\u0097\u00a9\u0042\u00e8\u009c\u0071\u0099\u0094\u0091\u00e3\u00af\u00ac";
    private static final Set<String> PLACES = Set.of("\u00a9xyz", "loci");
    private static final Set<String> OF_AN_IMAGE =
            Set.of("ftyp", "moov", "mdat", "free", "skip", "moof", "sidx", "styp");
    private static final int LARGEST_META = 256 << 10;
    private static final int LARGEST_HEADER = 256;
    private static final int HEADER = 8;
    private static final long NO_END = Long.MAX_VALUE;

    /** What a box may be in. */
    private enum Scope {
        FILE,
        MOVIE,
        TRACK,
        FRAGMENTS,
        MEDIA,
        USER_DATA,
        TAGS,
        TAG_LIST
    }

    private static final Map<Scope, Map<String, Scope>> DESCENTS = Map.of(
            Scope.FILE, Map.of("moov", Scope.MOVIE),
            Scope.MOVIE, Map.of("trak", Scope.TRACK, "mvex", Scope.FRAGMENTS, "udta", Scope.USER_DATA),
            Scope.TRACK, Map.of("mdia", Scope.MEDIA, "udta", Scope.USER_DATA),
            Scope.TAGS, Map.of("ilst", Scope.TAG_LIST));

    private final Output out;
    private final PixelLimit limit;
    private final Brand brand;
    private final Deque<Span> metadata = new ArrayDeque<>();
    private final MovieTimes times = new MovieTimes();
    private boolean imageSeen;
    private boolean movieSeen;
    private boolean showsPictures;
    private boolean sounds;
    private @Nullable Picture picture;

    Bmff(Output out, PixelLimit limit, Brand brand) {
        this.out = out;
        this.limit = limit;
        this.brand = brand;
    }

    @Override
    public Step begin() {
        return boxes(Scope.FILE, NO_END, () -> Step.passRest());
    }

    /** As many bytes are stored as came, so that the place in the one is the place in the other. */
    private Step boxes(Scope scope, long end, Supplier<Step> then) {
        if (out.written() == end) {
            return then.get();
        }
        if (end - out.written() < HEADER) {
            return Step.pass(end - out.written(), then); // QuickTime ends user data with a zero
        }
        Supplier<Step> next = () -> boxes(scope, end, then);
        return scope == Scope.FILE
                ? Step.takeOrEnd(HEADER, header -> sized(scope, header, end, next))
                : Step.take(HEADER, header -> sized(scope, header, end, next));
    }

    private Step sized(Scope scope, byte[] header, long end, Supplier<Step> next) {
        long size = Octets.u32(header, 0);
        if (size == 1) {
            require(end - out.written() >= 16);
            return Step.take(8, large -> box(scope, joined(header, large), longSize(large), end, next));
        }
        if (size == 0) {
            return unended(scope, header);
        }
        return box(scope, header, size, end, next);
    }

    private static long longSize(byte[] large) {
        return Octets.u32(large, 0) << 32 | Octets.u32(large, 4);
    }

    private static byte[] joined(byte[] header, byte[] large) {
        byte[] all = new byte[16];
        System.arraycopy(header, 0, all, 0, 8);
        System.arraycopy(large, 0, all, 8, 8);
        return all;
    }

    /** A box that says it is the last and goes on to the end of the file: of use for content alone, whose end nobody knew. */
    private Step unended(Scope scope, byte[] header) {
        require(scope == Scope.FILE && Octets.has(header, 4, "mdat"));
        out.write(header);
        return mediaData(NO_END, Step::passRest);
    }

    private Step box(Scope scope, byte[] header, long size, long end, Supplier<Step> next) {
        require(size >= header.length && size <= end - out.written());
        long rest = size - header.length;
        String type = Octets.name(header, 4);
        if (scope == Scope.FILE && brand.isImage()) {
            if (type.equals("meta") && !imageSeen) {
                return items(header, rest, next);
            }
            if (!OF_AN_IMAGE.contains(type)) {
                return free(header, rest, next);
            }
        }
        return known(scope, type, header, rest, next);
    }

    private Step known(Scope scope, String type, byte[] header, long rest, Supplier<Step> next) {
        Scope inner = DESCENTS.getOrDefault(scope, Map.of()).get(type);
        if (inner != null) {
            movieSeen |= inner == Scope.MOVIE;
            out.write(header);
            return boxes(inner, out.written() + rest, next);
        }
        if (scope == Scope.USER_DATA && type.equals("meta") && rest >= 4) {
            return Step.take(4, start -> tags(header, start, rest - 4, next));
        }
        if (isPrivate(scope, type)) {
            return free(header, rest, next);
        }
        return switch (type) {
            case "uuid" -> extension(header, rest, next);
            case "mdat" -> {
                out.write(header);
                yield mediaData(out.written() + rest, next);
            }
            case "mvhd" -> readHeader(header, rest, times::readMovie, next);
            case "mehd" -> readHeader(header, rest, times::readFragments, next);
            case "tkhd" -> readHeader(header, rest, this::readTrack, next);
            case "cmov" -> throw Refusals.cannotBeStripped(name()); // a movie's boxes, compressed
            case "hdlr" -> readHandler(scope, header, rest, next);
            default -> pass(header, rest, next);
        };
    }

    /** Tags of Apple's kind have names that are numbers, whose meaning is in a list of keys; iTunes' have names of letters. */
    private static boolean isPrivate(Scope scope, String type) {
        return PLACES.contains(type)
                || type.equals("meta")
                || type.equals("keys")
                || scope == Scope.TAG_LIST && type.charAt(0) == 0
                || scope == Scope.FILE && type.equals("udta");
    }

    private Step pass(byte[] header, long rest, Supplier<Step> next) {
        out.write(header);
        return Step.pass(rest, next);
    }

    private Step free(byte[] header, long rest, Supplier<Step> next) {
        out.write(asFree(header));
        return Step.blank(rest, next);
    }

    private static byte[] asFree(byte[] header) {
        System.arraycopy(Octets.of("free"), 0, header, 4, 4);
        return header;
    }

    /** With a version and flags it is the standard's box and has boxes; without, it is QuickTime's. */
    private Step tags(byte[] header, byte[] start, long rest, Supplier<Step> next) {
        if (Octets.u32(start, 0) != 0) {
            out.write(asFree(header));
            out.zeros(start.length);
            return Step.blank(rest, next);
        }
        out.write(header);
        out.write(start);
        return boxes(Scope.TAGS, out.written() + rest, next);
    }

    private Step extension(byte[] header, long rest, Supplier<Step> next) {
        require(rest >= XMP.length());
        return Step.take(XMP.length(), type -> {
            boolean kept = !Octets.has(type, 0, XMP);
            out.write(kept ? header : asFree(header));
            out.write(kept ? type : new byte[type.length]);
            long left = rest - type.length;
            return kept ? Step.pass(left, next) : Step.blank(left, next);
        });
    }

    private Step mediaData(long end, Supplier<Step> next) {
        Span first = metadata.peekFirst();
        if (first != null && first.first() < out.written()) {
            throw Refusals.cannotBeStripped(name()); // it began in another box
        }
        return content(end, next);
    }

    /** Content with holes in it where metadata lie. */
    private Step content(long end, Supplier<Step> next) {
        long at = out.written();
        Span span = metadata.peekFirst();
        if (span == null || span.first() >= end) {
            return end == NO_END ? Step.passRest() : Step.pass(end - at, next);
        }
        if (span.first() > at) {
            return Step.pass(span.first() - at, () -> content(end, next));
        }
        if (span.end() > end) {
            throw Refusals.cannotBeStripped(name());
        }
        metadata.removeFirst();
        byte[] front = span.first() == at ? span.front() : new byte[0];
        long rest = Math.max(0, span.end() - at - front.length);
        return Step.replace(front, () -> Step.blank(rest, () -> content(end, next)));
    }

    private Step items(byte[] header, long length, Supplier<Step> next) {
        if (length > LARGEST_META) {
            throw Refusals.cannotBeStripped(name());
        }
        return Step.take((int) length, content -> {
            ImageItems items = new ImageItems(content);
            imageSeen = true;
            picture = items.picture(limit, name());
            out.write(header);
            out.write(content);
            expect(items);
            return next.get();
        });
    }

    /** What has gone by cannot be taken back. */
    private void expect(ImageItems items) {
        metadata.addAll(items.spans());
        Span first = metadata.peekFirst();
        if (first != null && first.first() < out.written()) {
            throw Refusals.cannotBeStripped(name());
        }
    }

    private Step readHeader(byte[] header, long length, Consumer<byte[]> reader, Supplier<Step> next) {
        require(length <= LARGEST_HEADER);
        return Step.take((int) length, content -> {
            reader.accept(content);
            out.write(header);
            out.write(content);
            return next.get();
        });
    }

    private void readTrack(byte[] content) {
        times.readTrack(content);
        picture = TrackHeader.larger(content, picture);
        if (picture != null && brand.isImage()) {
            limit.check(picture.width(), picture.height(), name());
        }
    }

    private Step readHandler(Scope scope, byte[] header, long length, Supplier<Step> next) {
        out.write(header);
        if (scope != Scope.MEDIA || length < 12) {
            return Step.pass(length, next);
        }
        return Step.take(12, start -> {
            showsPictures |= Octets.has(start, 8, "vide");
            sounds |= Octets.has(start, 8, "soun");
            out.write(start);
            return Step.pass(length - start.length, next);
        });
    }

    @Override
    public void end() {
        require(movieSeen || brand.isImage() && imageSeen);
        if (!metadata.isEmpty()) {
            throw Refusals.cannotBeStripped(name());
        }
    }

    @Override
    public Optional<Picture> picture() {
        return contentType().startsWith("audio/") ? Optional.empty() : Optional.ofNullable(picture);
    }

    @Override
    public Optional<Duration> duration() {
        return brand.isImage() ? Optional.empty() : times.duration();
    }

    /** Recorders of sound write the brands of films. */
    @Override
    public String contentType() {
        boolean soundOnly = brand == Brand.MP4 && sounds && !showsPictures;
        return soundOnly ? Brand.M4A.contentType() : brand.contentType();
    }

    @Override
    public String name() {
        return brand.name();
    }

    private void require(boolean wellFormed) {
        if (!wellFormed) {
            throw Refusals.malformed(name());
        }
    }
}
