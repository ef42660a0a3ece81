"""CoAP clients and servers of several houses, each with the same few calls.

Knows how to start them, ask them and read what they print; a test knows what
that has to be.  Ours are tests/peers/plugtest-client and plugtest-server.
"""

import collections
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PEERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "peers")
sys.path.append(PEERS)
import harness  # noqa: E402
from lossy_relay import DOUBLE, LATE, LOSE  # noqa: E402

# Where tests/peers/node-coap has been installed.
NODE_COAP = os.environ.get("NODE_COAP", "")

# A response: "2.05", its options by number in order, its payload; or the code
# "failed" with the reason as its payload.
Answer = collections.namedtuple("Answer", "code options payload")


def house(uri_host):
    """A host as it stands in a URI."""
    return "[%s]" % uri_host if ":" in uri_host else uri_host


class Party:
    """One that can be started in a folder."""
    weather = (DOUBLE, LATE, LOSE)  # that it endures within a body

    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    def new_file(self, content=None):
        self.count += 1
        path = os.path.join(self.folder, "%s-%d" % (type(self).__name__,
                                                    self.count))
        if content is not None:
            with open(path, "wb") as f:
                f.write(content)
        return path


class Watch:
    """A client that observes, until it has ended by itself."""

    def __init__(self, argv, read):
        self.process = subprocess.Popen(argv, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT)
        self.read = read
        self.told = b""

    def until(self, text):
        """Waits until it has printed that; on its output goes."""
        while text not in self.told:
            line = self.process.stdout.readline()
            if not line:
                raise AssertionError("no %r in %r" % (text, self.told))
            self.told += line

    def answers(self):
        self.told += self.process.communicate(timeout=harness.PATIENCE)[0]
        return self.read(self.told)

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class OurClient(Party):
    def request(self, uri, method="GET", payload=None, options=(), non=False,
                ack_timeout=100, more=()):
        done = subprocess.run(
            self.argv(uri, method, payload, options, non, ack_timeout, more),
            stdout=subprocess.PIPE, timeout=harness.PATIENCE, check=True)
        return self.read(done.stdout)[-1]

    def argv(self, uri, method, payload, options, non, ack_timeout, more):
        argv = [harness.program("tests/peers/plugtest-client"),
                "--ack-timeout", str(ack_timeout), *more]
        for number, value in options:
            argv += ["--option", "%d=%s" % (number, value.hex())]
        if payload is not None:
            argv += ["--body", self.new_file(payload)]
        return argv + ["--non"] * non + [method, uri]

    def watch(self, uri, count, more=()):
        """Observes until so many states have been told."""
        return Watch(self.argv(uri, "GET", None, (), False, 1000, (
            "--observe", str(count), *more)), self.read)

    @staticmethod
    def shows(payload):
        """How its output shows a payload."""
        return b"payload=" + payload.hex().encode() + b"\n"

    @staticmethod
    def read(output):
        return [OurClient.read_line(line)
                for line in output.decode().splitlines()]

    @staticmethod
    def read_line(line):
        code, *words = line.split(" ")
        if "=" not in line:
            return Answer(code, (), " ".join(words))
        pairs = [word.split("=") for word in words]
        payload = bytes.fromhex(pairs.pop()[1])
        return Answer(code, tuple((int(number), bytes.fromhex(value))
                                  for number, value in pairs), payload)


class OurServer(harness.Process):
    store, watched, large, large_code = "test", "obs", "large-update", "2.04"
    mortal, creates, put_anywhere = "test", "POST", "4.04"
    separate, late_text = "separate", b"separate"
    bad_option = "4.02"

    def __init__(self, folder, host, *options):
        self.host = host
        super().__init__(folder, "plugtest-server-at-" + host,
                         harness.program("tests/peers/plugtest-server"),
                         "--bind", host, "--port", "0", *options)
        self.port = read_port(self)


def read_port(process):
    """The port that a server says on its first line."""
    found = harness.until("a port", lambda: re.search(
        r"port (\d+)\n", process.output()) or not process.running())
    return int(found.group(1))


class LibcoapClient(Party):
    def request(self, uri, method="GET", payload=None, options=(), non=False,
                more=()):
        out = self.new_file()
        argv = ["coap-client-notls", "-v", "7", "-B", "10", "-o", out, "-m",
                method.lower(), *["-N"] * non, *more]
        for number, value in options:
            argv += ["-O", "%d,0x%s" % (number, value.hex())]
        if payload is not None:
            argv += ["-f", self.new_file(payload)]
        done = subprocess.run(argv + [uri], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT,
                              timeout=harness.PATIENCE)
        self.log = done.stdout.decode(errors="replace")
        codes = re.findall(r"process incoming (\d\.\d\d) response", self.log)
        return Answer(codes[-1] if codes else "failed", None, read_file(out))


    def watch(self, uri, count):
        """Observes for so many seconds."""
        return Watch(["coap-client-notls", "-v", "7", "-s", str(count), uri],
                     self.read)

    @staticmethod
    def shows(payload):
        return b":: '" + payload + b"'"

    @staticmethod
    def read(output):
        return [Answer(code.decode(), None, payload)
                for code, payload in re.findall(
                    rb"c:(\S+) i:\S+ \{\w+\} \[.* Observe:\d+.*\] :: '(.*)'",
                    output)]


def read_file(path):
    if not os.path.exists(path):
        return b""
    with open(path, "rb") as f:
        return f.read()


class LibcoapServer(harness.Server):
    """
    It has nothing of ours, but makes what is PUT.  Its 4.02 carries the option
    that it did not understand, so our client does not understand the 4.02.
    """
    store = watched = "example_data"
    large, large_code = "large", "2.01"
    mortal, creates, put_anywhere = "mortal", "PUT", "2.01"
    separate, late_text = "async?1", b"done"
    bad_option = "failed"

    def __init__(self, folder, host):
        super().__init__(folder, host)
        OurClient(folder).request("coap://%s/%s" % (self.authority, self.store),
                                  "PUT", b"")


class NodeCoapClient(OurClient):
    """It tells what comes as ours does; a block that comes twice it counts
    twice."""
    weather = (LOSE,)

    def argv(self, uri, method, payload, options, non, ack_timeout, more):
        argv = super().argv(uri, method, payload, options, non, ack_timeout,
                            more)
        return ["node", os.path.join(NODE_COAP, "client.js"), *argv[3:]]


class NodeCoapServer(harness.Process):
    """It answers what it does not understand, a critical option too."""
    store = watched = "store"
    large, large_code = "large-new", "2.01"
    mortal, creates, put_anywhere = "mortal", "PUT", "2.01"
    separate, late_text = "separate", b"separate"
    bad_option = "2.05"

    def __init__(self, folder, host):
        self.host = host
        super().__init__(folder, "node-coap-at-" + host, "node",
                         os.path.join(NODE_COAP, "server.js"), host)
        self.port = read_port(self)


class Meeting(unittest.TestCase):
    """A test with a folder, and servers that end with it."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="nbcoap-test-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def start(self, server, host="::1", *options):
        process = server(self.folder, host, *options)
        self.addCleanup(process.stop)
        return process

    @staticmethod
    def uri(server, path, port=None):
        return "coap://%s:%d/%s" % (house(server.host), port or server.port,
                                    path)


def run(test):
    result = unittest.TestResult()
    test.run(result)
    for _, story in result.failures + result.errors:
        print("FAILED: %s\n%s" % (test.id(), story), flush=True)
    return result.wasSuccessful()


def flatten(suite):
    for test in suite:
        yield from flatten(test) if isinstance(test, unittest.TestSuite) else (
            test,)


def main(missing=()):
    """
    Runs the calling file's tests, or those named, several at a time: they wait
    more than they work.  Ends with one line; skips where something is missing.
    """
    module = sys.modules["__main__"]
    if missing:
        print("skipped, there is no", ", no ".join(missing))
        sys.exit(77)
    loader = unittest.defaultTestLoader
    suite = (loader.loadTestsFromNames(sys.argv[1:], module)
             if sys.argv[1:] else loader.loadTestsFromModule(module))
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        good = list(pool.map(run, flatten(suite)))
    print("%d passed, %d failed" % (good.count(True), good.count(False)))
    sys.exit(0 if good and all(good) else 1)
