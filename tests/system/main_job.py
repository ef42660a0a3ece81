"""The main job: CLI, daemon, endpoint, driver, modem, UDP, a real server."""

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402

PUBLIC = "[2001:db8::1]:5683"


class MainJob(harness.System):
    """Through the simulated modem; the server is libcoap's."""

    profile = "monarch2"
    data_mode = "raw"
    host = "::1"
    public = PUBLIC
    modem = ""

    def setUp(self):
        super().setUp()
        self.server = self.start_server(self.host)
        self.start_sim("--profile", self.profile, "--map",
                       "%s=%s" % (self.public, self.server.authority),
                       "--rtt", "20", *self.sim_options())
        self.configure(
            "[target cloud]\nuri = coap://%s\nack-timeout = 1s\n"
            "max-latency = 5s\n"
            "[route all]\npath = /r\ntarget = cloud\nremote-path = /\n"
            % self.uri_host(),
            "device = %s\ndata-mode = %s\n%s" % (
                self.modem_path, self.data_mode, self.modem))
        self.start_daemon()
        self.wait_up()

    def sim_options(self):
        return ()

    def uri_host(self):
        return self.public

    def test_get_put_post_and_delete(self):
        self.assertIn(b"test server", self.ask("get", "/r/"))
        self.ask("put", "/r/dyn", "-d", "hello")
        self.assertEqual(self.ask("get", "/r/dyn"), b"hello")
        self.ask("post", "/r/dyn", "-d", "more")
        self.assertEqual(self.ask("get", "/r/dyn"), b"more")
        self.ask("delete", "/r/dyn")
        self.assertEqual(self.nbgate("get", "/r/dyn").returncode, 4)
        self.assertEqual(self.sim_stats()["violations"], 0)

    def test_a_4_04_is_a_result_and_exits_4(self):
        done = self.nbgate("get", "/r/nope")
        self.assertEqual(done.returncode, 4, self.story(done))
        self.assertEqual(done.stdout, b"Not Found")
        self.assertIn(b"4.04", done.stderr)

    def test_a_separate_response_is_acknowledged_and_is_the_answer(self):
        answer = self.connect().call("coap.request", {
            "path": "/r/async", "query": "1"})
        self.assertEqual(answer["result"]["payload"], "done", self.story())
        timing = answer["result"]["timing"]
        self.assertLess(timing["acked_ms"], timing["done_ms"])
        self.assertEqual(answer["result"]["transmissions"], 1)

    def test_every_byte_survives(self):
        payload = bytes(range(256)) + b"\r\nOK\r\n> \r\n+SQNSRING: 1,5\r\n"
        self.ask("put", "/r/bytes", "-f", "42", "-d", "-", stdin=payload)
        self.assertEqual(self.ask("get", "/r/bytes"), payload)

    def test_a_body_of_10_kib_goes_up_and_comes_down_in_blocks(self):
        body = "".join(chr(97 + i % 26) for i in range(10 * 1024))
        client = self.connect()
        put = client.call("coap.request", {
            "path": "/r/big", "method": "PUT", "payload": body})
        self.assertIn(put["result"]["code"], ("2.01", "2.04"), self.story())
        self.assertEqual(put["result"]["blocks"], 20)
        got = client.call("coap.request", {"path": "/r/big"})
        self.assertEqual(got["result"]["payload"], body, self.story())
        self.assertGreaterEqual(got["result"]["blocks"], 10)
        self.assertEqual(self.sim_stats()["violations"], 0)

    def test_ping_and_status(self):
        self.ask("ping", "cloud")
        status = json.loads(self.ask("-j", "status"))
        self.assertEqual(status["modem"]["state"], "up")
        self.assertEqual(status["modem"]["driver"], "sequans")
        self.assertEqual(status["targets"][0]["name"], "cloud")
        self.assertEqual(status["targets"][0]["in_flight"], 0)


class Monarch1(MainJob):
    profile = "monarch1"


class Telit(MainJob):
    profile = "telit"


class Hex(MainJob):
    data_mode = "hex"


class HexMonarch1(MainJob):
    profile = "monarch1"
    data_mode = "hex"


class Ipv4(MainJob):
    host = "127.0.0.1"
    public = "198.51.100.7:5683"
    modem = "pdp-type = ipv4"

    def sim_options(self):
        return ("--address", "192.0.2.9")


class Name(MainJob):
    def sim_options(self):
        return ("--dns", "cloud.example=2001:db8::1")

    def uri_host(self):
        return "cloud.example"


class HostUdp(MainJob):
    """driver = udp: no modem between."""

    def setUp(self):
        harness.System.setUp(self)
        self.server = self.start_server(self.host)
        self.configure(
            "[target cloud]\nuri = coap://%s\n"
            "[route all]\npath = /r\ntarget = cloud\nremote-path = /\n"
            % self.server.authority, "driver = udp")
        with open(self.config) as f:
            text = f.read()
        with open(self.config, "w") as f:
            f.write(text.replace("[gateway]\n", "[gateway]\ncoap-port = 0\n"))
        self.start_daemon()
        self.wait_up()

    def sim_stats(self):
        return {"violations": 0}

    def test_ping_and_status(self):
        self.ask("ping", "cloud")
        status = json.loads(self.ask("-j", "status"))
        self.assertEqual(status["modem"]["driver"], "udp")
        self.assertEqual(status["modem"]["state"], "up")


class HostUdpIpv4(HostUdp):
    host = "127.0.0.1"


if __name__ == "__main__":
    harness.main()
