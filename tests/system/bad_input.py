"""What clients, servers, modems and files do wrong: each with its answer."""

import fcntl
import json
import os
import pty
import signal
import socket
import subprocess
import sys
import termios
import threading
import tty

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402

TARGET = ("[target cloud]\nuri = coap://[2001:db8::1]\nack-timeout = 1s\n"
          "max-latency = 5s\nmax-retransmit = 1\n"
          "[route all]\npath = /r\ntarget = cloud\nremote-path = /\n")


class Clients(harness.System):
    """A daemon without a modem: what clients send is judged all the same."""

    def setUp(self):
        super().setUp()
        self.configure(TARGET)
        self.start_daemon()
        self.client = self.connect()

    def error(self, answer):
        self.assertIn("error", answer)
        return answer["error"]

    def test_not_json_is_told_and_the_connection_goes_on(self):
        for line in ("nonsense", "{", '{"a":1,"a":2}', '"\\u0000', "\xff"):
            self.client.send(line.encode("latin-1") + b"\n")
            answer = self.client.read()
            self.assertEqual(self.error(answer)["code"], -32700, line)
            self.assertIsNone(answer["id"])
        self.assertIn("result", self.client.call("sys.hello"))

    def test_an_oversized_line_is_told_and_ends_the_connection(self):
        self.client.send(b'{"jsonrpc":"2.0","id":1,"method":"' + b"x" * 262144)
        answer = self.client.read()
        self.assertEqual(self.error(answer)["code"], -32600)
        self.assertIsNone(answer["id"])
        self.assertIsNone(self.client.read())

    def test_requests_without_form_are_invalid(self):
        for line in ("[]", "[{}]", "{}", '{"jsonrpc":"2.0","method":"sys.hello"}',
                     '{"jsonrpc":"2.0","id":1.5,"method":"sys.hello"}',
                     '{"jsonrpc":"2.0","id":1,"method":"sys.hello","params":[]}',
                     '{"id":1,"method":"sys.hello"}', "[" * 40 + "]" * 40):
            self.client.send(line + "\n")
            self.assertEqual(self.error(self.client.read())["code"], -32600,
                             line)

    def test_wrong_types_and_unknown_parameters_are_named(self):
        for params, member in (({"path": 5}, "path"),
                               ({"path": "/r/a", "colour": 1}, "colour"),
                               ({"path": "/r/a", "timeout_ms": 0},
                                "timeout_ms"),
                               ({"path": "/r/a", "method": "LOOK"}, "method"),
                               ({"path": "/r/a", "confirmable": "yes"},
                                "confirmable")):
            error = self.error(self.client.call("coap.request", params))
            self.assertEqual(error["code"], -32602, params)
            self.assertEqual(error["data"]["reason"], "bad-request")
            self.assertEqual(error["data"]["sent"], "no")
            self.assertIn(member, error["message"])

    def test_what_is_not_built_is_unsupported_never_ignored(self):
        for method, params in (
                ("coap.request", {"path": "/r/a", "durable": True}),
                ("coap.request", {"path": "/r/a", "key": "k"}),
                ("coap.observe", {"path": "/r/a"}),
                ("serve.register", {"path": "/x", "methods": ["GET"]}),
                ("outbox.list", {}),
                ("sys.reload", {})):
            error = self.error(self.client.call(method, params))
            self.assertEqual(error["code"], -32003, (method, error))
            self.assertEqual(error["data"]["reason"], "unsupported")

    def test_no_route_and_no_target(self):
        for params in ({"path": "/elsewhere"},
                       {"target": "moon", "path": "/"}):
            error = self.error(self.client.call("coap.request", params))
            self.assertEqual(error["code"], -32001, error)
            self.assertEqual(error["data"]["reason"], "no-route")

    def test_no_path_walks_out_of_its_route(self):
        for path in ("/r/%2e%2e/admin", "/r/../admin", "/r/.", "/r/%2E",
                     "/r/a?b", "/r/a#b", "/r/%zz", "/r/a%00b", "/r/a\nb",
                     "/r/" + "x" * 256, "r/a", ""):
            error = self.error(self.client.call("coap.request",
                                                {"path": path}))
            self.assertEqual(error["data"]["reason"], "bad-request",
                             (path, error))

    def test_without_a_modem_the_error_says_so_and_that_nothing_was_sent(self):
        error = self.error(self.client.call("coap.request", {
            "path": "/r/a", "timeout_ms": 50}))
        self.assertEqual(error["code"], -32015, error)
        self.assertEqual(error["data"], error["data"] | {
            "reason": "modem-absent", "phase": "queued", "sent": "no"})

    def test_the_cli_tells_each_by_its_exit_status(self):
        for argv, status in ((("get", "/elsewhere"), 1), (("get",), 64),
                             (("look", "/r"), 64), (("status",), 8),
                             (("get", "--wat", "/r/a"), 64),
                             (("get", "-t", "0.05", "/r/a"), 8)):
            done = self.nbgate(*argv)
            self.assertEqual(done.returncode, status,
                             (argv, self.story(done)))
            self.assertTrue(done.stdout or done.stderr)

    def test_no_daemon_is_exit_3(self):
        self.daemon.stop()
        done = self.nbgate("get", "/r/a")
        self.assertEqual(done.returncode, 3)
        self.assertIn(self.api.encode(), done.stderr)


class Device(harness.System):
    """The modem's port: absent, held, back again, full of garbage."""

    def answer(self):
        server = self.start_server()
        self.start_sim("--map", "[2001:db8::1]:5683=" + server.authority,
                       "--rtt", "20")
        self.wait_up()
        self.assertTrue(self.ask("get", "/r/time"))

    def test_an_absent_device_is_told_and_used_when_it_appears(self):
        self.configure(TARGET)
        self.start_daemon()
        state = self.connect().call("sys.status")["result"]["modem"]["state"]
        self.assertEqual(state, "absent")
        self.answer()

    def test_a_device_held_by_another_process_is_named_and_used_later(self):
        master, slave = pty.openpty()
        self.addCleanup(os.close, master)
        os.symlink(os.ttyname(slave), self.modem_path)
        fcntl.flock(slave, fcntl.LOCK_EX)
        fcntl.ioctl(slave, termios.TIOCEXCL)
        self.configure(TARGET)
        self.start_daemon()
        harness.until("the log to name the holder", lambda: "%d" % os.getpid()
                      in self.daemon.output())
        self.assertTrue(self.daemon.running())
        os.unlink(self.modem_path)
        os.close(slave)
        self.answer()

    def test_a_modem_that_sends_garbage_is_survived(self):
        master, slave = pty.openpty()
        tty.setraw(slave)
        os.symlink(os.ttyname(slave), self.modem_path)
        os.close(slave)
        self.configure(TARGET)
        self.start_daemon()
        garbage = (bytes(range(256)) + b"\r\n+SQNSRING: 1,99999999999\r\n"
                   b"\r\n+CEREG: \"\"\",,\r\n> > >\r\nOK\r\n" + b"A" * 5000)
        for _ in range(20):
            try:
                os.write(master, garbage)
                os.set_blocking(master, False)
                os.read(master, 65536)
            except OSError:
                pass
            finally:
                os.set_blocking(master, True)
        self.assertIn("result", self.connect().call("sys.hello"))
        self.assertTrue(self.daemon.running(), self.story())
        os.unlink(self.modem_path)
        os.close(master)
        self.answer()

    def test_killed_in_mid_send_and_started_again(self):
        server = self.start_server()
        self.start_sim("--map", "[2001:db8::1]:5683=" + server.authority,
                       "--rtt", "20")
        self.configure(TARGET)
        for _ in range(3):
            self.start_daemon()
            self.wait_up()
            client = self.connect()
            for number in range(8):
                client.request("coap.request", {
                    "path": "/r/time", "confirmable": False}, number)
            harness.until("a send", lambda: "SQNSSENDEXT" in
                          open(self.transcript, errors="replace").read())
            self.daemon.stop(signal.SIGKILL)
        self.start_daemon()
        self.wait_up()
        self.assertTrue(self.ask("get", "/r/time"))

    def test_sigterm_ends_cleanly_and_tells_the_clients(self):
        self.start_sim("--rtt", "20")
        self.configure(TARGET)
        self.start_daemon()
        self.wait_up()
        client = self.connect()
        client.request("coap.request", {"path": "/r/a"}, 7)
        harness.until("the request", lambda: self.connect().call("coap.list")
                      ["result"])
        self.daemon.popen.send_signal(signal.SIGTERM)
        error = client.read()
        self.assertEqual(error["id"], 7)
        self.assertEqual(error["error"]["data"]["reason"], "shutting-down")
        self.assertEqual(self.daemon.stop(), 0, self.story())
        self.assertFalse(os.path.exists(self.api))


    def test_at_sigterm_lines_that_nobody_has_read_yet_are_answered_too(self):
        self.start_sim("--rtt", "20000")
        self.configure(TARGET)
        self.start_daemon()
        self.wait_up()
        client = self.connect()
        for number in range(60):
            client.request("coap.request", {"path": "/r/a"}, number)
        harness.until("16 requests", lambda: len(
            self.connect().call("coap.list")["result"]["requests"]) == 16)
        self.daemon.popen.send_signal(signal.SIGTERM)
        told = [client.read() for _ in range(60)]
        self.assertEqual({e["error"]["data"]["reason"] for e in told},
                         {"shutting-down"})
        self.assertEqual(sorted(e["id"] for e in told), list(range(60)))
        self.assertEqual(self.daemon.stop(), 0, self.story())


class Servers(harness.System):
    """Servers that are not there, or send what nobody asked for."""

    def test_an_unreachable_server_is_told_by_the_hosts_network(self):
        port = harness.free_port()
        self.configure("[target gone]\nuri = coap://[::1]:%d\n" % port,
                       "driver = udp")
        self.any_port()
        self.start_daemon()
        done = self.nbgate("get", "gone:/x")
        self.assertEqual(done.returncode, 6, self.story(done))
        self.assertIn(b"reach", done.stderr)

    def any_port(self):
        with open(self.config) as f:
            text = f.read()
        with open(self.config, "w") as f:
            f.write(text.replace("[gateway]\n", "[gateway]\ncoap-port = 0\n"))

    def test_a_silent_server_is_a_timeout_that_says_it_was_sent(self):
        self.start_sim("--rtt", "20")
        self.configure(TARGET)
        self.start_daemon()
        self.wait_up()
        error = self.connect().call("coap.request", {
            "path": "/r/a", "timeout_ms": 1500})["error"]
        self.assertEqual(error["code"], -32011, error)
        self.assertEqual(error["data"]["sent"], "yes")
        self.assertEqual(error["data"]["phase"], "waiting")

    def test_a_server_that_sends_garbage_harms_nobody(self):
        garbage = [b"", b"\x00", b"\x40", b"\x49\x45\x00\x01" + b"\xff" * 9,
                   b"\x60\x45\xff\xff\xff", b"\x40\x45\x12\x34\xf0", b"A" * 900,
                   b"\x70\x00\x00\x00", b"\x50\x45\x77\x77hello"]
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as server:
            server.bind(("::1", 0))
            port = server.getsockname()[1]

            def answer():
                request, peer = server.recvfrom(2048)
                for datagram in garbage:
                    server.sendto(datagram, peer)
                token = request[4:4 + (request[0] & 15)]
                server.sendto(bytes([0x60 | len(token), 0x45]) + request[2:4]
                              + token + b"\xffgood", peer)

            thread = threading.Thread(target=answer, daemon=True)
            thread.start()
            self.start_sim("--map", "[2001:db8::1]:5683=[::1]:%d" % port,
                           "--rtt", "20")
            self.configure(TARGET)
            self.start_daemon()
            self.wait_up()
            self.assertEqual(self.ask("get", "/r/a"), b"good")
            thread.join(harness.PATIENCE)


class Configuration(harness.System):
    """A bad file: every fault with its line, exit 78, at a start too."""

    def check(self, *options):
        return subprocess.run([harness.program("nbgated"), "-c", self.config,
                               *options], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True,
                              timeout=harness.PATIENCE)

    def test_all_faults_are_told_and_a_start_prints_the_same_lines(self):
        self.configure("[target a]\nuri = coap://[::1]\nack-timout = 3s\n"
                       "[route r]\npath = /r\ntarget = nowhere\n"
                       "durable = yes\n[wat]\n")
        checked = self.check("--check-config")
        self.assertEqual(checked.returncode, 78)
        for what in ("ack-timeout", "nowhere", "not supported yet", "wat"):
            self.assertIn(what, checked.stdout)
        for line in checked.stdout.splitlines():
            self.assertRegex(line, r"^%s:\d+: " % self.config)
        started = self.check()
        self.assertEqual(started.returncode, 78)
        for line in checked.stdout.splitlines():
            self.assertIn(line, started.stdout)

    def test_the_dump_passes_the_check_and_dumps_the_same(self):
        self.configure(TARGET)
        self.assertEqual(self.check("--check-config").stdout, "")
        first = self.check("--dump-config").stdout
        with open(self.config, "w") as f:
            f.write(first)
        self.assertEqual(self.check("--check-config").returncode, 0)
        self.assertEqual(self.check("--dump-config").stdout, first)
        self.assertIn("ack-timeout = 1s", first)


if __name__ == "__main__":
    harness.main()
