"""What the daemon costs when nothing happens, and what an exchange costs.

Figures, not tests: wake-ups and memory of an idle nbgated with a modem that
is up; AT commands and serial bytes of a hundred exchanges of 50 bytes.
"""

import os
import re
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                os.pardir, "system"))
import harness  # noqa: E402

IDLE_SECONDS = 10
EXCHANGES = 100


class Idle(harness.System):
    def runTest(self):
        server = self.start_server()
        self.start_sim("--map", "[2001:db8::1]:5683=" + server.authority,
                       "--rtt", "4")
        self.configure("[target cloud]\nuri = coap://[2001:db8::1]\n")
        self.start_daemon()
        self.wait_up()
        self.exchanges()
        self.idle(self.daemon.popen.pid)

    def exchanges(self):
        client = self.connect()
        put = {"target": "cloud", "path": "/example_data", "method": "PUT",
               "payload": "x" * 50}
        client.call("coap.request", put)
        before = self.line()
        for number in range(EXCHANGES):
            client.call("coap.request", put, number)
        client.close()
        commands, size = (b - a for a, b in zip(before, self.line()))
        print("exchange %.2f AT commands (microATsocket: 4 warm, 13 cold), "
              "%d transcript bytes" % (commands / EXCHANGES,
                                       size / EXCHANGES))

    def line(self):
        with open(self.transcript, errors="replace") as f:
            text = f.read()
        return len(re.findall(r"^> AT", text, re.M)), len(text)

    def idle(self, pid):
        time.sleep(2)  # the last look for lost rings is one second late
        before = self.switches(pid)
        time.sleep(IDLE_SECONDS)
        woken = self.switches(pid) - before
        print("idle %d wake-ups in %d s" % (woken, IDLE_SECONDS))
        with open("/proc/%d/smaps_rollup" % pid) as f:
            sizes = dict(re.findall(r"^(\w+): +(\d+) kB", f.read(), re.M))
        print("memory %.2f MiB private dirty (aim 1.2), %.2f MiB RSS (aim 5)"
              % (int(sizes["Private_Dirty"]) / 1024,
                 int(sizes["Rss"]) / 1024))

    @staticmethod
    def switches(pid):
        with open("/proc/%d/status" % pid) as f:
            return int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)",
                                 f.read(), re.M).group(1))


if __name__ == "__main__":
    case = Idle()
    sys.exit(0 if case.run().wasSuccessful() else 1)
