package io.parley.benchmarks.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Base64;

/** Signs in to an XMPP server over TCP: SASL PLAIN, a resource, presence. It waits for each answer. */
public final class XmppLogin {

    private static final int MOST = 1 << 16;

    private final SocketChannel channel;
    private final String domain;

    private XmppLogin(SocketChannel channel, String domain) {
        this.channel = channel;
        this.domain = domain;
    }

    /** A channel on which stanzas may be exchanged. */
    public static SocketChannel at(
            InetSocketAddress server, String domain, String user, String password, String resource) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        new XmppLogin(channel, domain).signIn(user, password, resource);
        return channel;
    }

    private void signIn(String user, String password, String resource) throws IOException {
        openStream();
        String plain = Base64.getEncoder().encodeToString(("\0" + user + "\0" + password).getBytes(UTF_8));
        ask("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>" + plain + "</auth>", "<success");
        openStream();
        ask(
                "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>" + resource
                        + "</resource></bind></iq>",
                "</bind></iq>");
        ask("<presence/>", "<presence");
    }

    private void openStream() throws IOException {
        ask(
                "<?xml version='1.0'?><stream:stream to='" + domain
                        + "' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>",
                "</stream:features>");
    }

    private void ask(String question, String answer) throws IOException {
        channel.write(ByteBuffer.wrap(question.getBytes(UTF_8)));
        ByteBuffer buffer = ByteBuffer.allocate(MOST);
        String said = "";
        while (!said.contains(answer)) {
            if (!buffer.hasRemaining() || channel.read(buffer) < 0 || said.contains("<failure")) {
                throw new IOException("the XMPP server did not answer with %s but: %s".formatted(answer, said));
            }
            said = new String(buffer.array(), 0, buffer.position(), UTF_8);
        }
    }
}
