"""The ETSI CoAP plugtest cases of observation, with our server,
tests/peers/plugtest-server, and tests/peers/wire.py as the client.

The server's resources change every 100 ms here.
"""

import parties
import wire
from plugtest_server import Case
from wire import (ACK, BLOCK2, CON, CONTENT_FORMAT, DELETE, ETAG, GET, MAX_AGE,
                  NON, OBSERVE, PUT, RST)

REGISTER, CANCEL = b"", b"\x01"


class Observe(Case):
    options = ("--period", "100", "--ack-timeout", "50")

    last_notified = None

    def register(self, path, token=b"t", answer=ACK):
        kind = NON if answer == NON else CON
        first = self.check(self.ask(kind, GET, path, ((OBSERVE, REGISTER),),
                                    token), answer, "2.05", token)
        self.assertIsNotNone(wire.option(first, OBSERVE))
        return first

    def notification(self, kind=CON, code="2.05", token=b"t"):
        """The next that is not one of before once more."""
        while True:
            message = self.check(self.peer.receive(), kind, code, token)
            if kind == CON:
                self.acknowledge(message)
            if message.id != self.last_notified:
                self.last_notified = message.id
                return message

    def skip_to(self, wanted):
        """The first message that is @wanted; notifications are acknowledged."""
        while True:
            message = self.peer.receive()
            if wanted(message):
                return message
            if message.type == CON:
                self.acknowledge(message)

    def expect_silence(self):
        """Nothing comes in five changes' time, but what was under way."""
        ids = set()
        while not self.peer.is_silent(0.5):
            ids.add(self.peer.receive().id)
        self.assertLessEqual(len(ids), 1)

    def check_newer(self, messages):
        numbers = [wire.uint(wire.option(m, OBSERVE)) for m in messages]
        for old, new in zip(numbers, numbers[1:]):
            self.assertTrue(0 < (new - old) % (1 << 24) < 1 << 23, numbers)

    def test_obs_01_confirmable_notifications(self):
        told = [self.register("obs")]
        told += [self.notification() for _ in range(3)]
        self.check_newer(told)
        self.assertEqual(len({m.payload for m in told}), 4)
        for message in told:
            self.assertIsNotNone(wire.option(message, MAX_AGE))
            self.assertEqual(wire.option(message, CONTENT_FORMAT), b"")

    def test_obs_02_non_confirmable_notifications(self):
        told = [self.register("obs-non"), self.notification(NON)]
        self.check_newer(told)

    def test_obs_04_a_second_registration_takes_the_place_of_the_first(self):
        self.register("obs")
        self.peer.send(self.message(CON, GET, "obs", ((OBSERVE, REGISTER),)))
        again = self.skip_to(lambda m: m.type == ACK)
        self.assertIsNotNone(wire.option(again, OBSERVE))
        self.check_newer([again, self.notification(), self.notification()])

    def test_obs_05_a_vanished_client_is_forgotten(self):
        self.register("obs")
        told = [self.peer.receive()]
        while not self.peer.is_silent(2):
            told.append(self.peer.receive())
        self.assertGreater(len(told), 1)
        for message in told:
            self.check(message, CON, "2.05")

    def test_obs_06_a_reset_ends_it(self):
        self.register("obs")
        self.acknowledge(self.check(self.peer.receive(), CON, "2.05"), RST)
        self.expect_silence()

    def test_obs_06_a_reset_to_a_non_confirmable_ends_it(self):
        self.register("obs-non")
        self.acknowledge(self.check(self.peer.receive(), NON, "2.05"), RST)
        self.assertTrue(self.peer.is_silent(4))

    def test_obs_07_a_deleted_resource_says_4_04(self):
        self.register("obs")
        self.check(self.ask(CON, DELETE, "obs", token=b"d",
                            peer=self.open_peer()), ACK, "2.02", b"d")
        last = self.skip_to(lambda m: m.code == wire.code("4.04"))
        self.assertEqual(last.token, b"t")
        self.assertIsNone(wire.option(last, OBSERVE))
        self.acknowledge(last)
        self.expect_silence()

    def test_obs_08_another_content_format_ends_it(self):
        self.register("obs")
        self.put(b"\x32", b"{}")
        last = self.skip_to(lambda m: m.code == wire.code("5.00"))
        self.assertIsNone(wire.option(last, OBSERVE))
        self.acknowledge(last)
        self.expect_silence()

    def put(self, form, payload):
        self.check(self.ask(CON, PUT, "obs", ((CONTENT_FORMAT, form),), b"p",
                            payload, peer=self.open_peer()),
                   ACK, "2.04", b"p")

    def test_obs_09_a_put_by_another_is_told(self):
        self.register("obs")
        self.put(b"", b"news")
        self.skip_to(lambda m: m.payload == b"news")

    def test_obs_10_a_plain_get_does_not_cancel(self):
        self.register("obs")
        self.peer.send(self.message(CON, GET, "obs", token=b"g"))
        got = self.skip_to(lambda m: m.token == b"g")
        self.assertIsNone(wire.option(got, OBSERVE))
        self.assertIsNotNone(wire.option(self.notification(), OBSERVE))

    def test_obs_11_a_lost_notification_is_sent_again(self):
        self.register("obs")
        first = self.check(self.peer.receive(), CON, "2.05")
        again = self.notification()
        self.assertNotEqual(again.type, ACK)
        self.check_newer([first, self.notification()])

    def test_obs_12_a_get_with_observe_1_cancels(self):
        self.register("obs")
        self.peer.send(self.message(CON, GET, "obs", ((OBSERVE, CANCEL),)))
        got = self.skip_to(lambda m: m.type == ACK)
        self.assertIsNone(wire.option(got, OBSERVE))
        self.expect_silence()

    def test_obs_13_a_large_representation(self):
        first = self.register("obs-large")
        self.check_block(first)
        self.check_block(self.notification())

    def check_block(self, message):
        """It is a first block, and the others can be had, of one ETag."""
        body, etag = message.payload, wire.option(message, ETAG)
        number, more, size = wire.block(wire.option(message, BLOCK2))
        self.assertEqual((number, more, len(body)), (0, True, size))
        while more:
            number += 1
            self.peer.send(self.message(
                CON, GET, "obs-large", ((BLOCK2, wire.block_bytes(
                    number, False, size)),), b"b"))
            block = self.skip_to(lambda m: m.token == b"b")
            if wire.option(block, ETAG) != etag:
                return  # it has changed meanwhile
            self.assertIsNone(wire.option(block, OBSERVE))
            _, more, _ = wire.block(wire.option(block, BLOCK2))
            body += block.payload
        self.assertGreater(len(body), size)

    def test_obs_14_a_representation_of_varying_size(self):
        sizes = {self.size_of(self.register("obs-pumping"))}
        for _ in range(4):
            sizes.add(self.size_of(self.notification()))
        self.assertGreater(len(sizes), 1)

    @staticmethod
    def size_of(message):
        """As Size2 says, or there is one block only."""
        size = wire.option(message, wire.SIZE2)
        return wire.uint(size) if size else len(message.payload)


if __name__ == "__main__":
    parties.main()
