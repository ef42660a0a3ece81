"""A small DNS server on the loopback, for the tests.

Knows the addresses that it is given and answers A and AAAA queries for them.
It can be silent at first, refuse, give aliases, truncate, and say noise or
another ID before its answer.  One thread; @asked tells the whole story.
"""

import ipaddress
import socket
import struct
import threading

A, CNAME, AAAA, OPT = 1, 5, 28, 41
GOOD, NO_NAME, REFUSED = 0, 3, 5
QR, TC, RD, RA = 0x8000, 0x0200, 0x0100, 0x0080


def encode_name(name):
    labels = [label.encode() for label in name.split(".")]
    return b"".join(bytes([len(x)]) + x for x in labels) + b"\0"


def decode_question(query):
    """The name, its type, and the bytes of the question."""
    labels, at = [], 12
    while query[at]:
        labels.append(query[at + 1:at + 1 + query[at]].decode())
        at += 1 + query[at]
    end = at + 5
    return ".".join(labels), struct.unpack_from("!H", query, at + 1)[0], \
        query[12:end]


class Question:
    def __init__(self, query, sender):
        self.id, _, _, _, _, self.additional = struct.unpack_from(
            "!HHHHHH", query)
        self.name, self.type, self.bytes = decode_question(query)
        self.sender = sender


class DnsServer:
    """Runs until it is closed.

    @names: lists of addresses; @aliases: the name behind a name.
    @silent: so many queries are not answered, then all are.
    @refuses: every answer is REFUSED.  @small: answers are truncated unless
    the query has an OPT record.  @noise: datagrams that no query asked for
    come before each answer.
    """

    def __init__(self, host="::1", names=None, aliases=None, ttl=60, silent=0,
                 refuses=False, small=False, noise=False):
        self.names, self.aliases, self.ttl = names or {}, aliases or {}, ttl
        self.silent, self.refuses = silent, refuses
        self.small, self.noise = small, noise
        self.asked = []
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        self.socket.bind((host, 0))
        self.port = self.socket.getsockname()[1]
        self.closing, self.closed = threading.Event(), threading.Thread(
            target=self.run, daemon=True)
        self.socket.settimeout(0.1)
        self.closed.start()

    def close(self):
        self.closing.set()
        self.closed.join()
        self.socket.close()

    def run(self):
        while not self.closing.is_set():
            try:
                query, sender = self.socket.recvfrom(1500)
            except socket.timeout:
                continue
            question = Question(query, sender)
            self.asked.append(question)
            if self.silent:
                self.silent -= 1
                continue
            for datagram in self.datagrams(question):
                self.socket.sendto(datagram, sender)

    def datagrams(self, question):
        answer = self.answer(question)
        if self.noise:
            yield b"\r\nOK\r\n"
            yield answer[:20]
            yield bytes([answer[0] ^ 1]) + answer[1:]
        yield answer

    def answer(self, question):
        records, name = [], question.name.lower()
        while name in self.aliases:
            records.append(self.record(name, CNAME,
                                       encode_name(self.aliases[name])))
            name = self.aliases[name]
        records += [self.record(name, question.type, ip.packed)
                    for ip in map(ipaddress.ip_address,
                                  self.names.get(name, ()))
                    if ip.version == (6 if question.type == AAAA else 4)]
        code = REFUSED if self.refuses else \
            GOOD if name in self.names else NO_NAME
        if self.refuses or code == NO_NAME:
            records = []
        flags = QR | RD | RA | code
        if self.small and not question.additional:
            flags, records = flags | TC, []
        return struct.pack("!HHHHHH", question.id, flags, 1, len(records), 0,
                           0) + question.bytes + b"".join(records)

    def record(self, name, kind, data):
        return encode_name(name) + struct.pack("!HHIH", kind, 1, self.ttl,
                                               len(data)) + data
