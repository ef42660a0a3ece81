"""A capture: nbgate trace, read by tshark; and the AT transcript beside it."""

import os
import shutil
import signal
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402

PUBLIC = "[2001:db8::1]:5683"
FIELDS = ("ipv6.src", "ipv6.dst", "udp.srcport", "udp.dstport",
          "udp.checksum.status", "coap.type", "coap.code", "coap.mid",
          "coap.opt.uri_path", "frame.comment", "frame.packet_flags_direction")


class Trace(harness.System):
    """One PUT and its answer, as others see them."""

    def setUp(self):
        super().setUp()
        server = self.start_server()
        self.start_sim("--map", "%s=%s" % (PUBLIC, server.authority),
                       "--pin", "7391")
        self.configure(
            "[target cloud]\nuri = coap://%s\nlocal-port = 16001\n"
            "[route all]\npath = /r\ntarget = cloud\nremote-path = /\n"
            % PUBLIC, "device = %s\npin-file = %s\n"
            % (self.modem_path, self.pin_file()))
        self.start_daemon()
        self.packets = os.path.join(self.folder, "x.pcapng")

    def pin_file(self):
        path = os.path.join(self.folder, "pin")
        with open(path, "w") as f:
            f.write("7391\n")
        os.chmod(path, 0o600)
        return path

    def start_trace(self, *options):
        trace = harness.Process(self.folder, "trace",
                                harness.program("nbgate"), "-s", self.api,
                                "trace", *options)
        self.addCleanup(trace.stop)
        return trace

    def test_tshark_reads_what_was_sent_and_received(self):
        if not shutil.which("tshark"):
            self.skipTest("there is no tshark")
        self.wait_up()
        trace = self.start_trace("-w", self.packets)
        harness.until("the head", lambda: os.path.exists(self.packets)
                      and os.path.getsize(self.packets))
        self.ask("put", "/r/dyn", "-d", "hello")
        self.assertEqual(trace.stop(signal.SIGTERM), 0, trace.output())
        sent, received = self.dissect()
        self.assertEqual(sent["ipv6.src"], "2001:db8:64:7::2")
        self.assertEqual(sent["ipv6.dst"], "2001:db8::1")
        self.assertEqual(sent["udp.srcport"], "16001")
        self.assertEqual(sent["udp.dstport"], "5683")
        self.assertEqual((sent["coap.type"], sent["coap.code"]), ("0", "3"))
        self.assertEqual(sent["coap.opt.uri_path"], "dyn")
        self.assertTrue(sent["frame.comment"].startswith(
            "accepted, transmission 1"), sent)
        self.assertEqual(received["ipv6.src"], "2001:db8::1")
        self.assertEqual(received["udp.dstport"], "16001")
        self.assertEqual(received["coap.type"], "2")
        self.assertEqual(received["coap.code"], "65")
        self.assertEqual(received["coap.mid"], sent["coap.mid"])
        for packet in (sent, received):
            self.assertEqual(packet["udp.checksum.status"], "1", packet)

    def dissect(self):
        """A dictionary of fields for each packet."""
        argv = ["tshark", "-r", self.packets, "-o", "udp.check_checksum:TRUE",
                "-T", "fields"]
        for field in FIELDS:
            argv += ["-e", field]
        done = subprocess.run(argv, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE,
                              timeout=harness.PATIENCE,
                              env={**os.environ, "HOME": self.folder})
        self.assertEqual(done.returncode, 0, done.stderr)
        return [dict(zip(FIELDS, line.split("\t")))
                for line in done.stdout.decode().splitlines()]

    def test_the_transcript_stands_beside_it_and_hides_the_pin(self):
        trace = self.start_trace("-w", self.packets, "--at")
        beside = os.path.join(self.folder, "x.at")
        harness.until("the transcript", lambda: os.path.exists(beside)
                      and os.path.getsize(beside))
        self.wait_up()
        self.ask("put", "/r/dyn", "-d", "hello")
        self.assertEqual(trace.stop(signal.SIGTERM), 0, trace.output())
        with open(beside) as f:
            lines = f.read()
        self.assertIn("> AT+SQNSSENDEXT=1,", lines)
        self.assertIn("< \\r\\n>\\x20\n", lines)
        self.assertNotIn("7391", lines)

    def test_the_daemon_writes_files_of_its_own(self):
        os.mkdir(os.path.join(self.folder, "state"))
        self.wait_up()
        client = self.connect()
        files = client.call("trace.start", {"at": True})["result"]
        self.assertTrue(files["file"].startswith(self.folder + "/state/"))
        self.assertEqual(os.stat(files["file"]).st_mode & 0o777, 0o600)
        self.ask("put", "/r/dyn", "-d", "hello")
        client.close()
        client = self.connect()
        ended = client.call("trace.stop")["result"]
        self.assertEqual(ended, {**files, "dropped": 0})
        with open(files["file"], "rb") as f:
            self.assertIn(b"accepted, transmission 1", f.read())
        with open(files["at_file"]) as f:
            self.assertIn("> AT+SQNSSENDEXT=1,", f.read())

    def test_a_file_that_cannot_be_opened_is_an_error(self):
        answer = self.connect().call("trace.start")  # there is no state-dir
        self.assertEqual(answer["error"]["data"]["reason"], "storage")

    def test_a_pipe_ends_with_its_reader_and_a_second_capture_is_refused(self):
        self.wait_up()
        first = subprocess.Popen(
            [harness.program("nbgate"), "-s", self.api, "trace", "-w", "-"],
            stdout=subprocess.PIPE)
        self.addCleanup(first.kill)
        self.assertEqual(first.stdout.read(4), b"\x0a\x0d\x0d\x0a")
        done = self.nbgate("trace", "-w", self.packets)
        self.assertEqual(done.returncode, 1, self.story(done))
        self.assertIn(b"there is a capture already", done.stderr)
        first.send_signal(signal.SIGTERM)
        self.assertEqual(first.wait(harness.PATIENCE), 0)
        first.stdout.close()


if __name__ == "__main__":
    harness.main()
