"""CoAP messages as bytes (RFC 7252, 3), read by a second pair of eyes.

Knows nothing of libnbcoap: what a test sees on the wire is judged by this.
"""

import collections
import select
import socket

CON, NON, ACK, RST = range(4)
EMPTY, GET, POST, PUT, DELETE = range(5)
(IF_MATCH, ETAG, IF_NONE_MATCH, OBSERVE, LOCATION_PATH, URI_PATH,
 CONTENT_FORMAT, MAX_AGE, URI_QUERY, ACCEPT, LOCATION_QUERY, BLOCK2, BLOCK1,
 SIZE2, SIZE1) = (1, 4, 5, 6, 8, 11, 12, 14, 15, 17, 20, 23, 27, 28, 60)

Message = collections.namedtuple("Message", "type code id token options "
                                 "payload", defaults=(b"", (), b""))


def code(text):
    """ "2.05" as a number."""
    major, minor = text.split(".")
    return int(major) << 5 | int(minor)


def uint(value):
    """Bytes of an option as a number."""
    return int.from_bytes(value, "big")


def uint_bytes(number):
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def block(value):
    """Bytes of Block1 or Block2: number, more, size (RFC 7959, 2.2)."""
    number = uint(value)
    return number >> 4, bool(number & 8), 1 << (number & 7) + 4


def block_bytes(number, more, size):
    return uint_bytes(number << 4 | more << 3 | size.bit_length() - 5)


def option(message, number):
    """The first value of that option, or None."""
    return next((value for n, value in message.options if n == number), None)


def values(message, number):
    return [value for n, value in message.options if n == number]


def decode(data):
    length = data[0] & 15
    options, at, number = [], 4 + length, 0
    while at < len(data) and data[at] != 0xff:
        delta, size, at = data[at] >> 4, data[at] & 15, at + 1
        delta, at = extended(data, delta, at)
        size, at = extended(data, size, at)
        number += delta
        options.append((number, data[at:at + size]))
        at += size
    return Message(data[0] >> 4 & 3, data[1], uint(data[2:4]),
                   data[4:4 + length], tuple(options), data[at + 1:])


def extended(data, nibble, at):
    if nibble == 13:
        return data[at] + 13, at + 1
    if nibble == 14:
        return uint(data[at:at + 2]) + 269, at + 2
    return nibble, at


def encode(message):
    data = bytes((0x40 | message.type << 4 | len(message.token), message.code,
                  *message.id.to_bytes(2, "big"))) + message.token
    last = 0
    for number, value in sorted(message.options, key=lambda o: o[0]):
        delta, delta_more = nibble_of(number - last)
        size, size_more = nibble_of(len(value))
        data += bytes((delta << 4 | size,)) + delta_more + size_more + value
        last = number
    return data + (b"\xff" + message.payload if message.payload else b"")


def nibble_of(number):
    if number < 13:
        return number, b""
    if number < 269:
        return 13, bytes((number - 13,))
    return 14, (number - 269).to_bytes(2, "big")


class Peer:
    """A socket that speaks in messages, to @address or to who came last."""

    def __init__(self, host, port=None, patience=10):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        self.socket.settimeout(patience)
        self.socket.bind((host, 0))
        self.address = (host, port)

    @property
    def port(self):
        return self.socket.getsockname()[1]

    def send(self, message):
        self.socket.sendto(encode(message), self.address)

    def receive(self):
        data, self.address = self.socket.recvfrom(65535)
        return decode(data)

    def is_silent(self, seconds):
        return not select.select([self.socket], [], [], seconds)[0]

    def close(self):
        self.socket.close()
