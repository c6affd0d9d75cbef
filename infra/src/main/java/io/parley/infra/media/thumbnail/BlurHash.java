package io.parley.infra.media.thumbnail;

/**
 * BlurHash: the lowest frequencies of an image, as a few letters. (The algorithm is described by Wolt, whose readers of it are in
 * every client's language; we found no maintained library for Java.) An image is taken as lying on white.
 */
final class BlurHash {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    private static final int LONG = 4;
    private static final int SHORT = 3;

    private final Raster image;
    private final double[][] linear;
    private final int across;
    private final int down;

    private BlurHash(Raster image) {
        this.image = image;
        this.linear = linear(image.argb());
        this.across = image.width() >= image.height() ? LONG : SHORT;
        this.down = image.width() >= image.height() ? SHORT : LONG;
    }

    static String of(Raster image) {
        return new BlurHash(image).encoded();
    }

    private String encoded() {
        double[][] frequencies = new double[across * down][];
        for (int j = 0; j < down; j++) {
            for (int i = 0; i < across; i++) {
                frequencies[j * across + i] = frequency(i, j);
            }
        }
        int largest = quantised(largest(frequencies));
        double unit = (largest + 1) / 166.0;
        StringBuilder letters = new StringBuilder();
        append(letters, across - 1 + (down - 1) * 9, 1);
        append(letters, largest, 1);
        append(letters, average(frequencies[0]), 4);
        for (int k = 1; k < frequencies.length; k++) {
            append(letters, detail(frequencies[k], unit), 2);
        }
        return letters.toString();
    }

    private double[] frequency(int i, int j) {
        double[] sum = new double[3];
        for (int y = 0; y < image.height(); y++) {
            double vertical = Math.cos(Math.PI * j * y / image.height());
            for (int x = 0; x < image.width(); x++) {
                double weight = vertical * Math.cos(Math.PI * i * x / image.width());
                double[] pixel = linear[y * image.width() + x];
                sum[0] += weight * pixel[0];
                sum[1] += weight * pixel[1];
                sum[2] += weight * pixel[2];
            }
        }
        double scale = (i == 0 && j == 0 ? 1.0 : 2.0) / (image.width() * image.height());
        return new double[] {sum[0] * scale, sum[1] * scale, sum[2] * scale};
    }

    private static double largest(double[][] frequencies) {
        double largest = 0;
        for (int k = 1; k < frequencies.length; k++) {
            for (double value : frequencies[k]) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }

    private static int quantised(double largest) {
        return (int) Math.max(0, Math.min(82, Math.floor(largest * 166 - 0.5)));
    }

    private static int average(double[] colour) {
        return toSrgb(colour[0]) << 16 | toSrgb(colour[1]) << 8 | toSrgb(colour[2]);
    }

    private static int detail(double[] colour, double unit) {
        int sum = 0;
        for (double value : colour) {
            double root = Math.copySign(Math.sqrt(Math.abs(value / unit)), value);
            sum = sum * 19 + (int) Math.max(0, Math.min(18, Math.floor(root * 9 + 9.5)));
        }
        return sum;
    }

    private static double[][] linear(int[] argb) {
        double[][] linear = new double[argb.length][];
        for (int i = 0; i < argb.length; i++) {
            double alpha = (argb[i] >>> 24) / 255.0;
            linear[i] = new double[] {
                fromSrgb(argb[i] >> 16 & 0xFF, alpha),
                fromSrgb(argb[i] >> 8 & 0xFF, alpha),
                fromSrgb(argb[i] & 0xFF, alpha)
            };
        }
        return linear;
    }

    /** IEC 61966-2-1. */
    private static double fromSrgb(int value, double alpha) {
        double v = value / 255.0 * alpha + 1 - alpha;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static int toSrgb(double value) {
        double v = Math.max(0, Math.min(1, value));
        double srgb = v <= 0.0031308 ? v * 12.92 : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
        return (int) (srgb * 255 + 0.5);
    }

    private static void append(StringBuilder letters, int value, int length) {
        for (int i = length - 1; i >= 0; i--) {
            letters.append(DIGITS.charAt(value / (int) Math.pow(DIGITS.length(), i) % DIGITS.length()));
        }
    }
}
