#!/usr/bin/python3
"""The real programs for an hour, with a fault every few seconds.

    top_builddir=build/check tests/soak/soak.py [MINUTES [SEED]]

Not part of make check.  Local programs ask a server through the simulated
modem, and things happen to the modem.  Watched: the daemon's memory and
descriptors, and that each request is answered.  A line a minute, and all
figures at the end; the exit status is 0 when memory and descriptors stayed
flat, nothing was stuck, the modem saw no violation, and the link came back.
"""

import collections
import json
import os
import random
import select
import socket
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                os.pardir, "system"))
import harness  # noqa: E402

PROGRAMS = 6
TIMEOUT_MS = 60000
STUCK = TIMEOUT_MS / 1000 + 10
GROWTH = 1.1  # memory at the end, against that after a fifth of the time
PAUSE = 5     # seconds between two faults, on the mean

# What happens, and what ends it after so many seconds at most.
FAULTS = (
    ("reset", None, 0), ("crash", None, 0), ("lose-ring", None, 0),
    ("lose-prompt", None, 0), ("fail-next", None, 0), ("noise", None, 0),
    ("urc +CTZV: \"+04\"", None, 0), ("close 1", None, 0),
    ("hang on", "hang off", 20), ("coverage off", "coverage on", 20),
    ("denied on", "denied off", 20), ("rts off", "rts on", 3),
    ("unplug", "plug", 10))


class Control:
    """The simulator's --control socket."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.file = self.socket.makefile("r")

    def order(self, line):
        self.socket.sendall((line + "\n").encode())
        return self.file.readline().strip()


class Weather:
    """Faults, one after the other, and their ends."""

    def __init__(self, control, chance):
        self.control = control
        self.chance = chance
        self.next = time.monotonic()
        self.ends = {}  # order: when
        self.count = 0

    def run(self, fair):
        now = time.monotonic()
        for order, when in list(self.ends.items()):
            if fair or when <= now:
                self.control.order(order)
                del self.ends[order]
        if fair or now < self.next:
            return
        self.next = now + self.chance.uniform(0, 2 * PAUSE)
        begin, end, longest = self.chance.choice(FAULTS)
        if end in self.ends:
            return
        self.count += 1
        self.control.order(begin)
        if end:
            self.ends[end] = now + self.chance.uniform(0, longest)


class Program:
    """A local program that asks, waits and asks again."""

    def __init__(self, path, chance):
        self.connection = harness.Connection(path)
        self.chance = chance
        self.asked = None  # when
        self.number = 0
        self.given_up = set()  # numbers of requests that were stuck

    def ask(self):
        params = {"path": "/r/example_data", "timeout_ms": TIMEOUT_MS}
        if self.chance.random() < 0.7:
            params.update(method=self.chance.choice(("PUT", "POST")),
                          payload="x" * self.chance.randrange(1, 200))
        self.number += 1
        self.connection.request("coap.request", params, self.number)
        self.asked = time.monotonic()

    def hear(self):
        """What the request came to; None: another, given up long ago."""
        answer = self.connection.read()
        if answer and answer.get("id") in self.given_up:
            return None
        if answer is None or answer.get("id") != self.number:
            raise AssertionError("an answer to nothing: %s" % answer)
        self.asked = None
        if "result" in answer:
            return answer["result"]["code"]
        return answer["error"]["data"]["reason"]

    def is_stuck(self):
        return self.asked and time.monotonic() > self.asked + STUCK

    def give_up(self):
        self.asked = None
        self.given_up.add(self.number)


class Soak(harness.System):
    def __init__(self, minutes, seed):
        super().__init__()
        self.minutes = minutes
        self.chance = random.Random(seed)
        self.outcomes = collections.Counter()
        self.stuck = 0

    def runTest(self):
        server = self.start_server()
        control = os.path.join(self.folder, "control")
        self.start_sim("--map", "[2001:db8::1]:5683=" + server.authority,
                       "--control", control, "--radio", "nb-iot-ce0",
                       "--transcript", "/dev/null")
        self.configure("[target cloud]\nuri = coap://[2001:db8::1]\n"
                       "[route all]\npath = /r\ntarget = cloud\n"
                       "remote-path = /\n",
                       "device = %s\nreattach-limit = 1000/h\n"
                       % self.modem_path)
        self.start_daemon()
        self.notify.close()  # a full one would hold the daemon up
        self.wait_up()
        self.weather = Weather(Control(control), self.chance)
        self.live()
        back = self.nbgate("wait", "-t", "300", timeout=320)
        self.judge(back)

    def live(self):
        programs = [Program(self.api, self.chance) for _ in range(PROGRAMS)]
        begin = time.monotonic()
        end = begin + 60 * self.minutes
        told = begin
        self.settled = None
        while time.monotonic() < end:
            self.turn(programs, fair=False)
            now = time.monotonic()
            if self.settled is None and now > begin + 12 * self.minutes:
                self.settled = self.size()
            if now > told + 60:
                told = now
                self.tell(now - begin)
        self.drain(programs)
        for program in programs:
            program.connection.close()

    def drain(self, programs):
        """Fair weather, until everybody has his answer."""
        end = time.monotonic() + STUCK
        while any(p.asked for p in programs) and time.monotonic() < end:
            self.turn(programs, fair=True)

    def turn(self, programs, fair):
        self.weather.run(fair)
        for program in programs:
            if not program.asked and not fair:
                program.ask()
        ready = select.select([p.connection.socket for p in programs
                               if p.asked], [], [], 0.5)[0]
        for program in programs:
            if program.connection.socket in ready:
                outcome = program.hear()
                if outcome:
                    self.outcomes[outcome] += 1
            elif program.is_stuck():
                self.stuck += 1
                program.give_up()

    def size(self):
        """Kilobytes and descriptors of the daemon."""
        pid = self.daemon.popen.pid
        with open("/proc/%d/statm" % pid) as f:
            pages = int(f.read().split()[1])
        return (pages * os.sysconf("SC_PAGE_SIZE") // 1024,
                len(os.listdir("/proc/%d/fd" % pid)))

    def tell(self, seconds):
        print("%3d min: %d faults, %d answers, %d stuck, %d kB, "
              "%d descriptors" % ((seconds / 60, self.weather.count,
                                   sum(self.outcomes.values()), self.stuck)
                                  + self.size()), flush=True)

    def judge(self, back):
        size = self.size()
        requests = json.loads(self.ask("-j", "list"))["requests"]
        violations = self.sim_stats()["violations"]
        self.tell_all(size, requests, violations, back)
        self.assertEqual(back.returncode, 0, self.story(back))
        self.assertEqual(self.stuck, 0)
        self.assertEqual(requests, [])
        self.assertEqual(violations, 0)
        self.assertLessEqual(size[0], self.settled[0] * GROWTH)
        self.assertLessEqual(size[1], self.settled[1])

    def tell_all(self, size, requests, violations, back):
        print("%g min, %d faults, %d violations, link %s" % (
            self.minutes, self.weather.count, violations,
            "down" if back.returncode else "up"))
        print("memory %d kB after a fifth, %d kB at the end (at most × %g); "
              "descriptors %d, %d" % (self.settled[0], size[0], GROWTH,
                                      self.settled[1], size[1]))
        print("%d requests answered, %d stuck, %d still listed" % (
            sum(self.outcomes.values()), self.stuck, len(requests)))
        for outcome, count in self.outcomes.most_common():
            print("%8d %s" % (count, outcome))


if __name__ == "__main__":
    case = Soak(float(sys.argv[1]) if len(sys.argv) > 1 else 60,
                int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    result = case.run()
    for _, text in result.failures + result.errors:
        print(text)
    print("passed" if result.wasSuccessful() else "failed")
    sys.exit(0 if result.wasSuccessful() else 1)
