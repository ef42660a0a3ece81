"""The lossy relay of tests/peers, between sockets of the test."""

import os
import socket
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, "..", "peers")
sys.path[:0] = [HERE, PEERS]
import harness  # noqa: E402
from lossy_relay import DOUBLE, LATE, LOSE, PASS, Relay, Weather  # noqa: E402


class WeatherTest(unittest.TestCase):
    def fates(self, count=1000, **chances):
        weather = Weather(**chances)
        return [weather.next_fate() for _ in range(count)]

    def test_the_same_seed_is_the_same_weather(self):
        chances = {"lose": 20, "double": 20, "late": 20}
        self.assertEqual(self.fates(seed=7, **chances),
                         self.fates(seed=7, **chances))
        self.assertNotEqual(self.fates(seed=7, **chances),
                            self.fates(seed=8, **chances))

    def test_each_fate_comes_about_as_often_as_its_chance_says(self):
        fates = self.fates(seed=1, lose=10, double=20, late=30)
        for fate, share in ((LOSE, 100), (DOUBLE, 200), (LATE, 300),
                            (PASS, 400)):
            self.assertLess(abs(fates.count(fate) - share), 60, fate)

    def test_fates_that_are_told_come_first_then_fair_weather(self):
        self.assertEqual(self.fates(4, fates=(LOSE, DOUBLE)),
                         [LOSE, DOUBLE, PASS, PASS])


class RelayTest(unittest.TestCase):
    def open(self, host, **weather):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.server = self.open_socket(family, host)
        self.relay = Relay(host, self.server.getsockname()[1], **weather)
        self.addCleanup(self.relay.close)
        self.client = self.open_socket(family, host)
        self.client.connect((host, self.relay.port))

    def open_socket(self, family, host):
        s = socket.socket(family, socket.SOCK_DGRAM)
        self.addCleanup(s.close)
        s.bind((host, 0))
        s.settimeout(harness.PATIENCE)
        return s

    def test_datagrams_go_there_and_back_over_both_families(self):
        for host in ("127.0.0.1", "::1"):
            with self.subTest(host):
                self.open(host)
                self.client.send(b"question")
                data, sender = self.server.recvfrom(100)
                self.assertEqual(data, b"question")
                self.server.sendto(b"answer", sender)
                self.assertEqual(self.client.recv(100), b"answer")
                self.assertEqual(self.relay.carried,
                                 [("there", PASS, b"question"),
                                  ("back", PASS, b"answer")])

    def test_the_second_client_has_a_port_of_its_own(self):
        self.open("127.0.0.1")
        other = self.open_socket(socket.AF_INET, "127.0.0.1")
        other.connect(("127.0.0.1", self.relay.port))
        self.client.send(b"1")
        first = self.server.recvfrom(100)[1]
        other.send(b"2")
        second = self.server.recvfrom(100)[1]
        self.assertNotEqual(first, second)
        self.server.sendto(b"to the second", second)
        self.assertEqual(other.recv(100), b"to the second")

    def test_what_is_lost_is_lost_and_what_is_double_comes_twice(self):
        self.open("127.0.0.1", there=Weather(fates=(LOSE, DOUBLE)))
        self.client.send(b"1")
        self.client.send(b"2")
        self.assertEqual(self.server.recv(100), b"2")
        self.assertEqual(self.server.recv(100), b"2")

    def test_what_is_late_lets_others_pass(self):
        self.open("127.0.0.1", there=Weather(fates=(LATE,)))
        self.client.send(b"1")
        self.client.send(b"2")
        self.assertEqual(self.server.recv(100), b"2")
        self.assertEqual(self.server.recv(100), b"1")

    def test_as_a_program_it_says_its_port(self):
        self.open("127.0.0.1")
        program = subprocess.Popen(
            [sys.executable, "-B", os.path.join(PEERS, "lossy_relay.py"), "--there",
             "0,100,0", "127.0.0.1", str(self.server.getsockname()[1])],
            stdout=subprocess.PIPE)
        self.addCleanup(program.stdout.close)
        self.addCleanup(program.wait)
        self.addCleanup(program.kill)
        port = int(program.stdout.readline().split()[-1])
        self.client.connect(("127.0.0.1", port))
        self.client.send(b"x")
        self.assertEqual(self.server.recv(100), b"x")
        self.assertEqual(self.server.recv(100), b"x")


if __name__ == "__main__":
    harness.main()
