"""The real programs around one modem: coap-server, nbgate-sim, nbgated.

Knows how to start, watch and stop them, and nothing of what a test wants.
Everything lives in a temporary folder and ends with the test.
"""

import contextlib
import grp
import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

BUILD = os.path.abspath(os.environ.get("top_builddir", "."))
PATIENCE = 30  # seconds that anything may take before a test gives up


def program(name):
    return os.path.join(BUILD, name)


def free_port(host="::1"):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as s:
        s.bind((host, 0))
        return s.getsockname()[1]


def until(what, condition):
    """Waits for a condition of another process; the first true value."""
    end = time.monotonic() + PATIENCE
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError("waited in vain for " + what)
        time.sleep(0.01)


class Process:
    """A program with its output in a file."""

    def __init__(self, folder, name, *argv, env=None):
        self.log = os.path.join(folder, name + ".log")
        with open(self.log, "ab") as out:
            self.popen = subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                env={**os.environ, **(env or {})})

    def output(self):
        with open(self.log, errors="replace") as f:
            return f.read()

    def running(self):
        return self.popen.poll() is None

    def stop(self, how=signal.SIGTERM):
        if self.running():
            self.popen.send_signal(how)
        try:
            return self.popen.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()
            raise


class Server(Process):
    """libcoap's example server; PUT may create up to ten resources."""

    def __init__(self, folder, host="::1"):
        self.host = host
        self.port = free_port(host)
        super().__init__(folder, "server", "coap-server-notls", "-A", host,
                         "-p", str(self.port), "-d", "10")
        until("coap-server", lambda: is_bound(self.port) or not self.running())

    @property
    def authority(self):
        host = "[%s]" % self.host if ":" in self.host else self.host
        return "%s:%d" % (host, self.port)


def is_bound(port):
    wanted = ":%04X" % port
    for table in ("/proc/net/udp", "/proc/net/udp6"):
        with contextlib.suppress(OSError), open(table) as f:
            if any(line.split()[1].endswith(wanted)
                   for line in f.readlines()[1:]):
                return True
    return False


class Connection:
    """A client of the local API, with the standard library alone."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(path)
        self.file = self.socket.makefile("rb")

    def send(self, data):
        self.socket.sendall(data.encode() if isinstance(data, str) else data)

    def request(self, method, params=None, number=1):
        self.send(json.dumps({"jsonrpc": "2.0", "id": number, "method": method,
                              "params": params or {}}) + "\n")

    def read(self):
        line = self.file.readline()
        return json.loads(line) if line else None

    def call(self, method, params=None, number=1):
        self.request(method, params, number)
        while True:
            answer = self.read()
            if answer is None or answer.get("id") == number:
                return answer

    def half_close(self):
        self.socket.shutdown(socket.SHUT_WR)

    def close(self):
        self.file.close()
        self.socket.close()


class System(unittest.TestCase):
    """A test with the programs that it starts; they end with it."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="nbgate-test-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.api = os.path.join(self.folder, "api.sock")
        self.modem_path = os.path.join(self.folder, "modem")
        self.stats = os.path.join(self.folder, "stats")
        self.transcript = os.path.join(self.folder, "transcript.at")
        self.daemon = self.sim = None

    def start_server(self, host="::1"):
        server = Server(self.folder, host)
        self.addCleanup(server.stop)
        return server

    def start_sim(self, *options):
        self.sim = Process(
            self.folder, "sim", program("nbgate-sim"), "--link",
            self.modem_path, "--transcript", self.transcript, "--stats",
            self.stats, *options)
        self.addCleanup(self.sim.stop)
        until("the simulated modem", lambda: os.path.exists(self.modem_path)
              or not self.sim.running())
        return self.sim

    def configure(self, text, modem=""):
        self.config = os.path.join(self.folder, "modem0.conf")
        with open(self.config, "w") as f:
            f.write("[gateway]\nsocket = %s\nsocket-group = %s\nsocket-mode = 0600\n"
                    "state-dir = %s/state\n[modem]\n%s\n%s" % (
                        self.api, grp.getgrgid(os.getgid()).gr_name,
                        self.folder,
                        modem or "device = " + self.modem_path, text))

    def start_daemon(self):
        """Starts nbgated and waits until it says READY=1 (sd_notify)."""
        path = os.path.join(self.folder, "notify.sock")
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        self.notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.notify.close)
        self.notify.bind(path)
        self.daemon = Process(self.folder, "nbgated", program("nbgated"), "-c",
                              self.config,
                              env={"NOTIFY_SOCKET": path, "JOURNAL_STREAM": ""})
        self.addCleanup(self.daemon.stop, signal.SIGKILL)
        self.wait_notify("READY=1")
        return self.daemon

    def wait_notify(self, wanted):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if select.select([self.notify], [], [], 0.1)[0]:
                if wanted in self.notify.recv(4096).decode():
                    return
            elif not self.daemon.running():
                break
        self.fail("nbgated did not say %s:\n%s" % (wanted,
                                                   self.daemon.output()))

    def nbgate(self, *argv, stdin=None, timeout=PATIENCE):
        return subprocess.run(
            [program("nbgate"), "-s", self.api, *argv], input=stdin,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout)

    def connect(self):
        connection = Connection(self.api)
        self.addCleanup(connection.close)
        return connection

    def wait_up(self):
        done = self.nbgate("wait", "-t", str(PATIENCE - 5))
        self.assertEqual(done.returncode, 0, self.story(done))

    def ask(self, *argv, stdin=None):
        """One call of the CLI that must succeed; what it printed."""
        done = self.nbgate(*argv, stdin=stdin)
        self.assertEqual(done.returncode, 0, self.story(done))
        return done.stdout

    def sim_stats(self):
        """The simulator's numbers; it writes them when it ends."""
        self.sim.stop()
        with open(self.stats) as f:
            return {name: int(value) for name, value in
                    re.findall(r"^(\w+) (\d+)$", f.read(), re.M)}

    def story(self, done=None):
        parts = []
        if done:
            parts += ["exit %d" % done.returncode,
                      done.stdout.decode(errors="replace"),
                      done.stderr.decode(errors="replace")]
        if self.daemon:
            parts += ["--- nbgated", self.daemon.output()]
        if self.sim and os.path.exists(self.transcript):
            with open(self.transcript, errors="replace") as f:
                parts += ["--- modem"] + f.read().splitlines()[-60:]
        return "\n".join(parts)


def main():
    """Runs the calling file's tests, or those named; ends with one line."""
    module = sys.modules["__main__"]
    loader = unittest.defaultTestLoader
    suite = (loader.loadTestsFromNames(sys.argv[1:], module)
             if sys.argv[1:] else loader.loadTestsFromModule(module))
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    broken = len(result.failures) + len(result.errors)
    print("%d passed, %d failed" % (result.testsRun - broken, broken))
    sys.exit(1 if broken else 0)
