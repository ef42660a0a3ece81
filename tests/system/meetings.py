"""What a client and a server of two houses must get right with each other.

Where the weather is bad the result has to be what it is in fair weather:
exact, and once.
"""

import random

import parties
from lossy_relay import DOUBLE, LOSE, PASS, Relay, Weather

BODY = random.Random(7).randbytes(10240)
PASS_FIRST = (PASS, PASS)


class Meetings(parties.Meeting):
    """Of a client_house and a server_house, over the family of @host."""

    host = "127.0.0.1"

    def setUp(self):
        super().setUp()
        self.client = self.client_house(self.folder)
        self.server = self.start(self.server_house, self.host)

    def request(self, path, *args, port=None, **kwargs):
        return self.client.request(self.uri(self.server, path, port), *args,
                                   **kwargs)

    def expect(self, code, payload, path, *args, **kwargs):
        answer = self.request(path, *args, **kwargs)
        self.assertEqual((answer.code, answer.payload), (code, payload))

    def relay(self, there=(), back=()):
        """The port of a relay with these fates, then fair weather."""
        relay = Relay(self.server.host, self.server.port,
                      Weather(fates=there), Weather(fates=back))
        self.addCleanup(relay.close)
        return relay.port

    def test_what_is_put_can_be_got(self):
        path = self.server.store
        self.expect("2.04", b"", path, "PUT", b"first")
        self.expect("2.05", b"first", path)
        self.expect("2.04", b"", path, "PUT", b"second\x00\xff")
        self.expect("2.05", b"second\x00\xff", path)

    def test_post_and_delete(self):
        created = self.request(self.server.mortal, self.server.creates, b"x")
        self.assertEqual(created.code, "2.01")
        self.expect("2.02", b"", self.server.mortal, "DELETE")

    def test_non_confirmable(self):
        path = self.server.store
        self.expect("2.04", b"", path, "PUT", b"non", non=True)
        self.expect("2.05", b"non", path, non=True)

    def test_a_separate_response(self):
        self.expect("2.05", self.server.late_text, self.server.separate)

    def test_errors_keep_their_codes(self):
        path = self.server.store
        self.assertEqual(self.request("nothing").code, "4.04")
        fetched = self.request(path, "FETCH", b"x", options=((12, b""),))
        self.assertEqual(fetched.code, "4.05")
        critical = self.request(path, options=((9999, b"unknown"),))
        self.assertEqual(critical.code, self.server.bad_option)

    def test_large_options(self):
        """Three segments and a query of the largest size, 255 bytes each."""
        path = "/".join(letter * 255 for letter in "abc") + "?" + "q" * 255
        answer = self.request(path, "PUT", b"x")
        self.assertEqual(answer.code, self.server.put_anywhere)

    def test_a_lost_request_and_a_lost_answer(self):
        path = self.server.store
        self.expect("2.04", b"", path, "PUT", b"lossy",
                    port=self.relay(there=(LOSE,)))
        self.expect("2.05", b"lossy", path, port=self.relay(back=(LOSE,)))

    def test_each_datagram_doubled(self):
        port = self.relay((DOUBLE,) * 9, (DOUBLE,) * 9)
        path = self.server.store
        self.expect("2.04", b"", path, "PUT", b"double", port=port)
        self.expect("2.05", b"double", path, port=port)
        self.expect("2.05", self.server.late_text, self.server.separate,
                    port=port)

    def test_a_separate_response_is_lost_once(self):
        self.expect("2.05", self.server.late_text, self.server.separate,
                    port=self.relay(back=(PASS, LOSE)))

    def test_a_separate_response_overtakes_its_acknowledgement(self):
        self.expect("2.05", self.server.late_text, self.server.separate,
                    port=self.relay(back=(LOSE,)))

    def test_10_kib_there_and_back(self):
        self.expect(self.server.large_code, b"", self.server.large, "PUT",
                    BODY)
        self.expect("2.05", BODY, self.server.large)

    def test_10_kib_there_in_bad_weather(self):
        self.expect(self.server.large_code, b"", self.server.large, "PUT",
                    BODY, port=self.relay(PASS_FIRST + self.client.weather))
        self.expect("2.05", BODY, self.server.large)

    def test_10_kib_back_in_bad_weather(self):
        self.expect(self.server.large_code, b"", self.server.large, "PUT",
                    BODY)
        self.expect("2.05", BODY, self.server.large,
                    port=self.relay(back=PASS_FIRST + self.client.weather))

    def test_each_change_is_observed(self):
        states = [b"one", b"two", b"three"]
        changer = self.client_house(self.folder)
        uri = self.uri(self.server, self.server.watched)
        changer.request(uri, "PUT", states[0])
        watch = self.client.watch(uri, len(states))
        self.addCleanup(watch.stop)
        for before, state in zip(states, states[1:]):
            watch.until(self.client.shows(before))
            self.assertEqual(changer.request(uri, "PUT", state).code, "2.04")
        self.assertEqual([answer.payload for answer in watch.answers()],
                         states)
