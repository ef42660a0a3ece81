"""An operator at a gateway that runs: AT commands, and the port given away."""

import json
import os
import signal
import subprocess
import sys
import termios
import tty

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402


class Operator(harness.System):

    def setUp(self):
        super().setUp()
        self.server = self.start_server()
        self.start_sim("--map", "[2001:db8::1]:5683=" + self.server.authority,
                       "--rtt", "20")
        self.configure(
            "[target cloud]\nuri = coap://[2001:db8::1]\nack-timeout = 1s\n"
            "max-latency = 5s\n"
            "[route all]\npath = /r\ntarget = cloud\nremote-path = /\n")
        self.start_daemon()
        self.wait_up()

    def state(self):
        done = self.nbgate("-j", "status")
        return json.loads(done.stdout)["modem"]["state"]

    def say_at(self):
        """Another tool: opens the device, for itself, and says AT."""
        fd = os.open(self.modem_path, os.O_RDWR | os.O_NOCTTY)
        try:
            tty.setraw(fd, termios.TCSANOW)
            os.write(fd, b"AT\r")
            said = b""
            while not said.endswith(b"OK\r\n"):
                said += os.read(fd, 100)
        finally:
            os.close(fd)

    def test_a_command_is_answered_and_the_traffic_goes_on(self):
        request = subprocess.Popen(
            [harness.program("nbgate"), "-s", self.api, "get", "/r/"],
            stdout=subprocess.PIPE)
        self.assertEqual(self.ask("at", "AT+CGMM"), b"GM02S\nOK\n")
        self.assertRegex(self.ask("at", "AT+CEREG?"), rb"^\+CEREG: 2,1,.*\nOK")
        self.assertIn(b"test server", request.communicate()[0])
        self.assertEqual(self.sim_stats()["violations"], 0)

    def test_what_would_break_the_gateway_never_reaches_the_modem(self):
        for command in ("AT+CFUN=0", "at+csq;+cfun=0", "ATE1", "AT^RESET",
                        "AT+SQNSH=1", "AT\rAT+CFUN=0", "AT+C FUN=0"):
            done = self.nbgate("at", command)
            self.assertEqual(done.returncode, 7, self.story(done))
        self.assertEqual(self.nbgate("at", "--force", "AT\r").returncode, 7)
        self.assertEqual(self.nbgate("at", "CSQ").returncode, 1)
        self.assertIn(b"test server", self.ask("get", "/r/"))
        self.sim.stop()
        with open(self.transcript) as f:
            said = f.read()
        for trace in ("csq;", "ATE1", "^RESET", "C FUN", "> AT\\rAT+"):
            self.assertNotIn(trace, said)

    def test_a_refusal_of_the_modem_is_told_as_it_came(self):
        done = self.nbgate("at", "AT+NONE")
        self.assertEqual(done.returncode, 1, self.story(done))
        self.assertEqual(done.stdout, b"+CME ERROR: 4\n")

    def test_many_clients_with_many_commands_keep_nobody_out(self):
        clients = [self.connect() for _ in range(4)]
        for client in clients:
            for number in range(12):
                client.request("modem.at", {"command": "AT+CSQ"}, number)
        self.assertIn(b"test server", self.ask("get", "/r/"))
        for client in clients:
            for number in range(12):
                self.assertEqual(client.read()["result"]["final"], "OK")

    def test_the_port_is_free_when_release_returns_and_taken_back(self):
        self.ask("get", "/r/")
        self.ask("release")
        self.assertEqual(self.state(), "released")
        self.say_at()
        self.assertEqual(self.nbgate("at", "AT").returncode, 8)
        request = self.connect()
        request.request("coap.request", {"path": "/r/"})
        self.ask("resume")
        self.assertEqual(request.read()["result"]["code"], "2.05")
        stats = self.sim_stats()
        self.assertEqual(stats["violations"], 0)

    def test_whoever_released_may_go_and_another_takes_it_back(self):
        client = self.connect()
        client.request("modem.release")
        client.close()
        harness.until("the release", lambda: self.state() == "released")
        self.assertIn("result", self.connect().call("modem.release"))
        self.assertIn("result", self.connect().call("modem.resume"))
        self.wait_up()
        self.assertIn(b"test server", self.ask("get", "/r/"))

    def test_time_that_runs_out_meanwhile_tells_that_the_modem_is_away(self):
        self.ask("release")
        error = self.connect().call(
            "coap.request", {"path": "/r/", "timeout_ms": 50})["error"]
        self.assertEqual(error["data"]["reason"], "modem-absent")
        self.assertEqual(error["data"]["sent"], "no")

    def test_a_released_daemon_ends_as_any_other(self):
        self.ask("release")
        self.assertEqual(self.daemon.stop(signal.SIGTERM), 0)
        self.start_daemon()
        self.wait_up()


if __name__ == "__main__":
    harness.main()
