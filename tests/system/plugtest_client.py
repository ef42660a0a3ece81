"""The ETSI CoAP plugtest cases with our client, tests/peers/plugtest-client.

The server is ours, tests/peers/plugtest-server, behind a relay whose record of
the datagrams is read by tests/peers/wire.py; in node_coap.py it is another's.
"""

import parties
import harness
import wire
from lossy_relay import LOSE, PASS, Relay, Weather
from wire import (ACCEPT, ACK, CON, CONTENT_FORMAT, EMPTY, ETAG, IF_MATCH,
                  IF_NONE_MATCH, LOCATION_PATH, LOCATION_QUERY, NON)

TEXT, XML, JSON = b"", b"\x29", b"\x32"


class Case(parties.Meeting):
    host = "::1"
    server_house = parties.OurServer

    def setUp(self):
        super().setUp()
        self.client = parties.OurClient(self.folder)
        self.server = self.start(self.server_house, self.host)
        self.relay = self.open_relay()

    def open_relay(self, there=(), back=()):
        relay = Relay(self.host, self.server.port, Weather(fates=there),
                      Weather(fates=back))
        self.addCleanup(relay.close)
        return relay

    def request(self, path, *args, ack_timeout=5000, **kwargs):
        return self.client.request(
            self.uri(self.server, path, self.relay.port), *args,
            ack_timeout=ack_timeout, **kwargs)

    def expect(self, code, path, *args, **kwargs):
        answer = self.request(path, *args, **kwargs)
        self.assertEqual(answer.code, code)
        return answer

    def wire(self, direction=None):
        """The messages so far, in both directions or one."""
        return [wire.decode(data) for way, _, data in self.relay.carried
                if direction in (None, way)]

    def exchanged(self, *types):
        """The messages, when those of these types have been carried."""
        harness.until("the last message",
                      lambda: len(self.relay.carried) >= len(types))
        messages = self.wire()
        self.assertEqual([m.type for m in messages], list(types))
        return messages


class Core(Case):
    def test_core_01_get(self):
        answer = self.expect("2.05", "test")
        self.assertEqual(wire.option(answer, CONTENT_FORMAT), TEXT)
        self.assertEqual(answer.payload, b"test")
        self.exchanged(CON, ACK)

    def test_core_02_delete(self):
        self.expect("2.02", "test", "DELETE")
        self.exchanged(CON, ACK)

    def test_core_03_put(self):
        self.expect("2.04", "test", "PUT", b"put",
                    options=((CONTENT_FORMAT, TEXT),))
        self.exchanged(CON, ACK)
        self.assertEqual(self.expect("2.05", "test").payload, b"put")

    def test_core_04_post(self):
        self.expect("2.01", "test", "POST", b"post",
                    options=((CONTENT_FORMAT, TEXT),))
        self.exchanged(CON, ACK)

    def test_core_05_get_non(self):
        self.assertEqual(self.expect("2.05", "test", non=True).payload,
                         b"test")
        self.exchanged(NON, NON)

    def test_core_06_delete_non(self):
        self.expect("2.02", "test", "DELETE", non=True)
        self.exchanged(NON, NON)

    def test_core_07_put_non(self):
        self.expect("2.04", "test", "PUT", b"put", non=True)
        self.exchanged(NON, NON)

    def test_core_08_post_non(self):
        self.expect("2.01", "test", "POST", b"post", non=True)
        self.exchanged(NON, NON)

    def test_core_09_separate_response(self):
        self.assertEqual(self.expect(
            "2.05", "separate").payload, b"separate")
        _, acked, _, acks = self.exchanged(CON, ACK, CON, ACK)
        self.assertEqual((acked.code, acks.code), (EMPTY, EMPTY))

    def test_core_10_token(self):
        self.expect("2.05", "test", more=("--token-len", "8"))
        request, response = self.exchanged(CON, ACK)
        self.assertEqual(len(request.token), 8)
        self.assertEqual(response.token, request.token)

    def test_core_11_token_with_a_separate_response(self):
        self.expect("2.05", "separate", more=("--token-len", "1"),)
        request, acked, response, acks = self.exchanged(CON, ACK, CON, ACK)
        self.assertEqual(len(request.token), 1)
        self.assertEqual(response.token, request.token)
        self.assertEqual((acked.token, acks.token), (b"", b""))

    def test_core_12_token_of_length_zero(self):
        self.expect("2.05", "test", more=("--token-len", "0"))
        self.assertEqual([m.token for m in self.wire()], [b"", b""])

    def test_core_13_several_uri_paths(self):
        self.expect("2.05", "seg1/seg2/seg3")
        self.assertEqual(wire.values(self.wire()[0], wire.URI_PATH),
                         [b"seg1", b"seg2", b"seg3"])

    def test_core_14_several_uri_queries(self):
        answer = self.expect("2.05", "query?first=1&second=2&third=3")
        self.assertEqual(answer.payload, b"first=1\nsecond=2\nthird=3\n")
        self.assertEqual(wire.values(self.wire()[0], wire.URI_QUERY),
                         [b"first=1", b"second=2", b"third=3"])

    def test_core_15_lossy_piggybacked(self):
        for there, back in (((LOSE,), ()), ((), (LOSE,))):
            self.relay = self.open_relay(there, back)
            self.assertEqual(
                self.expect("2.05", "test", ack_timeout=100).payload, b"test")
            first, second = self.wire("there")
            self.assertEqual(first, second)

    def test_core_16_lossy_separate_the_request(self):
        self.lossy_separate(there=(LOSE,), ack_timeout=1000)

    def test_core_16_lossy_separate_its_acknowledgement(self):
        self.lossy_separate(back=(LOSE,), ack_timeout=1000)

    def test_core_16_lossy_separate_the_response(self):
        self.lossy_separate(back=(PASS, LOSE))

    def test_core_16_lossy_separate_the_responses_acknowledgement(self):
        self.lossy_separate(there=(PASS, LOSE))

    def lossy_separate(self, there=(), back=(), ack_timeout=5000):
        self.relay = self.open_relay(there, back)
        answer = self.expect("2.05", "separate", ack_timeout=ack_timeout)
        self.assertEqual(answer.payload, b"separate")

    def test_core_17_separate_response_to_a_non(self):
        self.assertEqual(self.expect("2.05", "separate", non=True).payload,
                         b"separate")
        self.exchanged(NON, NON)

    def test_core_18_several_location_paths(self):
        answer = self.expect("2.01", "test", "POST", b"post")
        self.assertEqual(wire.values(answer, LOCATION_PATH),
                         [b"location1", b"location2", b"location3"])

    def test_core_19_several_location_queries(self):
        answer = self.expect("2.01", "location-query", "POST", b"post")
        self.assertEqual(wire.values(answer, LOCATION_QUERY),
                         [b"first=1", b"second=2"])

    def test_core_20_accept(self):
        for accept, code, form in ((TEXT, "2.05", TEXT), (XML, "2.05", XML),
                                   (JSON, "4.06", None)):
            answer = self.expect(code, "multi-format",
                                 options=((ACCEPT, accept),))
            self.assertEqual(wire.option(answer, CONTENT_FORMAT), form)

    def test_core_21_etag(self):
        etag = wire.option(self.expect("2.05", "validate"), ETAG)
        valid = self.expect("2.03", "validate", options=((ETAG, etag),))
        self.assertEqual((wire.option(valid, ETAG), valid.payload),
                         (etag, b""))
        self.expect("2.04", "validate", "PUT", b"changed")
        changed = self.expect("2.05", "validate", options=((ETAG, etag),))
        self.assertNotEqual(wire.option(changed, ETAG), etag)
        self.assertEqual(changed.payload, b"changed")

    def test_core_22_if_match(self):
        etag = wire.option(self.expect("2.05", "validate"), ETAG)
        matches = ((IF_MATCH, etag),)
        self.expect("2.04", "validate", "PUT", b"first", options=matches)
        self.expect("4.12", "validate", "PUT", b"second", options=matches)
        self.assertEqual(self.expect("2.05", "validate").payload, b"first")

    def test_core_23_if_none_match(self):
        new = ((IF_NONE_MATCH, b""),)
        self.expect("2.01", "create1", "PUT", b"first", options=new)
        self.expect("4.12", "create1", "PUT", b"second", options=new)


if __name__ == "__main__":
    parties.main()
