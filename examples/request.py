#!/usr/bin/env python3
"""Asks a CoAP server through the gateway, with Python's standard library only.
Prints the code and the payload.

usage: request.py PATH [METHOD [PAYLOAD]]
"""

import base64
import json
import os
import socket
import sys

SOCKET = os.environ.get("NBGATE_SOCKET", "/run/nbgate/modem0/api.sock")


class NoAnswer(Exception):
    """There is no CoAP answer; `sent` says whether the request went out."""

    def __init__(self, error):
        super().__init__(error["message"])
        data = error.get("data", {})
        self.reason = data.get("reason")
        self.sent = data.get("sent")


def call(method, params):
    """Calls a method of the local API and returns its result."""
    request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(SOCKET)
        connection.sendall(json.dumps(request).encode() + b"\n")
        with connection.makefile("rb") as lines:
            answer = json.loads(lines.readline())
    if "error" in answer:
        raise NoAnswer(answer["error"])
    return answer["result"]


def payload_of(result):
    if "payload_b64" in result:
        return base64.b64decode(result["payload_b64"])
    return result.get("payload", "").encode()


def main(path, method="GET", payload=None):
    params = {"path": path, "method": method}
    if payload is not None:
        params["payload"] = payload
    try:
        result = call("coap.request", params)
    except NoAnswer as error:
        sys.exit(f"{error} ({error.reason}; sent: {error.sent})")
    print(result["code"], flush=True)
    sys.stdout.buffer.write(payload_of(result))


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
