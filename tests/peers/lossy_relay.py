#!/usr/bin/env python3
"""A UDP relay that loses, doubles and delays datagrams, from a seed.

usage: lossy_relay.py [--host HOST] [--port N] [--seed N]
                      [--there LOSE,DOUBLE,LATE] [--back LOSE,DOUBLE,LATE]
                      HOST PORT

Stands between clients and the one server at HOST and PORT; each client gets a
socket of its own toward it, as behind a NAT.  --there is the weather toward
the server, --back that toward the clients, in per cent; whatever is late lets
those behind it pass.  Knows nothing of what it carries.
"""

import argparse
import heapq
import random
import select
import socket
import threading
import time

PASS, LOSE, DOUBLE, LATE = "pass", "lose", "double", "late"
LATENESS = 0.03  # seconds


class Weather:
    """The fates of the datagrams of one direction, in their order."""

    def __init__(self, lose=0, double=0, late=0, seed=0, fates=()):
        """Per cent of chance; @fates are those of the first, without it."""
        self.chances = ((LOSE, lose), (DOUBLE, double), (LATE, late))
        self.random = random.Random(seed)
        self.fates = list(fates)

    def next_fate(self):
        if self.fates:
            return self.fates.pop(0)
        point = self.random.random() * 100
        for fate, chance in self.chances:
            if point < chance:
                return fate
            point -= chance
        return PASS


class Relay:
    """Runs in a thread until it is closed; @carried tells the whole story."""

    def __init__(self, host, port, there=None, back=None, listen=None,
                 listen_port=0):
        self.server = socket.getaddrinfo(host, port,
                                         type=socket.SOCK_DGRAM)[0][4]
        self.family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.there = there or Weather()
        self.back = back or Weather()
        self.carried = []  # ("there" or "back", fate, datagram)
        self.clients = {}  # the socket toward the server: whose it is
        self.delayed = []  # a heap of (when, order, send)
        self.closing, self.closed = socket.socketpair()
        self.inner = self.open_socket(listen or host, listen_port)
        self.port = self.inner.getsockname()[1]
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def open_socket(self, host, port=0):
        s = socket.socket(self.family, socket.SOCK_DGRAM)
        s.bind((host, port))
        return s

    def close(self):
        self.closing.close()
        self.thread.join()
        for s in (self.inner, self.closed, *self.clients):
            s.close()

    def run(self):
        while True:
            wait = None
            if self.delayed:
                wait = max(0, self.delayed[0][0] - time.monotonic())
            sockets = [self.inner, self.closed, *self.clients]
            readable = select.select(sockets, [], [], wait)[0]
            if self.closed in readable:
                return
            self.send_delayed()
            for s in readable:
                self.receive(s)

    def receive(self, s):
        try:
            datagram, sender = s.recvfrom(65535)
        except OSError:  # nobody is at the other end; the next may be heard
            return
        if s is self.inner:
            outer = self.socket_of(sender)
            self.carry("there", self.there, datagram,
                       lambda: outer.sendto(datagram, self.server))
        else:
            client = self.clients[s]
            self.carry("back", self.back, datagram,
                       lambda: self.inner.sendto(datagram, client))

    def socket_of(self, client):
        for s, owner in self.clients.items():
            if owner == client:
                return s
        s = self.open_socket("::" if ":" in self.server[0] else "0.0.0.0")
        self.clients[s] = client
        return s

    def carry(self, direction, weather, datagram, send):
        fate = weather.next_fate()
        self.carried.append((direction, fate, datagram))
        if fate in (PASS, DOUBLE):
            self.send(send)
        if fate in (DOUBLE, LATE):
            heapq.heappush(self.delayed, (time.monotonic() + LATENESS,
                                          len(self.carried), send))

    def send_delayed(self):
        while self.delayed and self.delayed[0][0] <= time.monotonic():
            self.send(heapq.heappop(self.delayed)[2])

    @staticmethod
    def send(send):
        try:
            send()
        except OSError:  # as lost as any other
            pass


def weather(text, seed):
    lose, double, late = (float(part) for part in text.split(","))
    return Weather(lose, double, late, seed)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--host")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--there", default="0,0,0")
    parser.add_argument("--back", default="0,0,0")
    parser.add_argument("server")
    parser.add_argument("server_port", type=int)
    options = parser.parse_args()
    relay = Relay(options.server, options.server_port,
                  weather(options.there, options.seed),
                  weather(options.back, options.seed + 1),
                  options.host, options.port)
    print("listening on port %d" % relay.port, flush=True)
    relay.thread.join()


if __name__ == "__main__":
    main()
