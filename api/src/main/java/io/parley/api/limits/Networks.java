package io.parley.api.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Whom an address stands for: itself, or of IPv6 its /64, for whoever has one address there has all of them. */
final class Networks {

    private static final int IPV6_PREFIX_BYTES = 8;

    private Networks() {}

    static String of(@Nullable InetSocketAddress address) {
        InetAddress ip = address == null ? null : address.getAddress();
        if (ip == null) {
            return "unknown";
        }
        byte[] bytes = ip.getAddress();
        byte[] network = ip instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_PREFIX_BYTES) : bytes;
        return HexFormat.of().formatHex(network);
    }
}
