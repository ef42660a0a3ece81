"""The ETSI CoAP plugtest cases that libcoap's client cannot play, with our
server, tests/peers/plugtest-server, and tests/peers/wire.py as the client.

A message that is not acknowledged is sent again after 50 ms here.
"""

import parties
import wire
from wire import ACK, CON, EMPTY, GET, PUT, RST, URI_PATH


class Case(parties.Meeting):
    host = "::1"
    options = ("--ack-timeout", "50")

    def setUp(self):
        super().setUp()
        self.server = self.start(parties.OurServer, self.host, *self.options)
        self.last_id = 0
        self.peer = self.open_peer()

    def open_peer(self):
        peer = wire.Peer(self.host, self.server.port)
        self.addCleanup(peer.close)
        return peer

    def message(self, kind, code, path=None, options=(), token=b"t",
                payload=b""):
        self.last_id += 1
        segments = tuple((URI_PATH, s.encode()) for s in path.split("/"))
        return wire.Message(kind, code, self.last_id, token,
                            segments + tuple(options), payload)

    def ask(self, kind, code, path, *args, peer=None, **kwargs):
        """Sends a request; what comes back, whatever it is."""
        peer = peer or self.peer
        peer.send(self.message(kind, code, path, *args, **kwargs))
        return peer.receive()

    def check(self, message, kind, code, token=b"t"):
        self.assertEqual((message.type, message.code, message.token),
                         (kind, wire.code(code), token))
        return message

    def acknowledge(self, message, kind=ACK):
        self.peer.send(wire.Message(kind, EMPTY, message.id))


class Core(Case):
    def test_core_12_token_of_length_zero(self):
        self.check(self.ask(CON, GET, "test", token=b""), ACK, "2.05", b"")

    def test_core_15_lossy_piggybacked(self):
        """Its answer is lost, so the same request comes once more."""
        request = self.message(CON, PUT, "create1", payload=b"once")
        self.peer.send(request)
        first = self.check(self.peer.receive(), ACK, "2.01")
        self.peer.send(request)
        self.assertEqual(self.peer.receive(), first)

    def test_core_16_lossy_separate(self):
        """The empty Acknowledgement is lost, then the response."""
        request = self.message(CON, GET, "separate")
        self.peer.send(request)
        empty = self.check(self.peer.receive(), ACK, "0.00", b"")
        self.peer.send(request)
        self.assertEqual(self.peer.receive(), empty)
        response = self.check(self.peer.receive(), CON, "2.05")
        self.assertEqual(self.peer.receive(), response)
        self.acknowledge(response)
        self.assertTrue(self.peer.is_silent(0.3))

    def test_core_31_ping(self):
        self.peer.send(wire.Message(CON, EMPTY, 77))
        self.assertEqual(self.peer.receive(), wire.Message(RST, EMPTY, 77))


if __name__ == "__main__":
    parties.main()
