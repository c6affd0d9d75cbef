package io.parley.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class NetworksTest {

    @Test
    void addressesOfIpv4StandForThemselves() {
        assertThat(of("192.0.2.1")).isEqualTo(of("192.0.2.1")).isNotEqualTo(of("192.0.2.2"));
    }

    @Test
    void addressesOfIpv6StandForTheirNetwork() {
        assertThat(of("2001:db8:1:2::1")).isEqualTo(of("2001:db8:1:2:ffff::2"));
        assertThat(of("2001:db8:1:2::1")).isNotEqualTo(of("2001:db8:1:3::1"));
    }

    @Test
    void whoHasNoAddressSharesOneBudget() {
        assertThat(Networks.of(null)).isEqualTo("unknown");
        assertThat(Networks.of(InetSocketAddress.createUnresolved("somewhere", 1)))
                .isEqualTo("unknown");
    }

    private static String of(String address) {
        return Networks.of(new InetSocketAddress(address, 1));
    }
}
