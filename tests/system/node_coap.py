"""Our node and node-coap (npm's coap), both ways.

NODE_COAP names a folder with tests/peers/node-coap in it where npm ci has run;
.ci/run has one.
"""

import os

import meetings
import parties
import plugtest_client
import wire

needs = [] if os.path.exists(os.path.join(
    parties.NODE_COAP, "node_modules/coap")) else ["node-coap in $NODE_COAP"]


class Client(meetings.Meetings):
    client_house = parties.OurClient
    server_house = parties.NodeCoapServer


class Client6(Client):
    host = "::1"


class Server(meetings.Meetings):
    client_house = parties.NodeCoapClient
    server_house = parties.OurServer


class Server6(Server):
    host = "::1"


class Core(plugtest_client.Core):
    server_house = parties.NodeCoapServer

    def test_core_31_ping(self):
        """It acknowledges with 4.05 what RFC 7252, 4.3 wants a Reset for."""
        self.expect("pong", "", "PING")
        self.exchanged(wire.CON, wire.ACK)


if __name__ == "__main__":
    parties.main(needs)
