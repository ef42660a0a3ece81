#!/bin/sh
# Asks a CoAP server through the gateway, with nothing but jq and nc (Debian's
# netcat-openbsd).  Prints the code and the payload.
#
# usage: request.sh PATH [METHOD [PAYLOAD]]
set -eu
socket=${NBGATE_SOCKET:-/run/nbgate/modem0/api.sock}

jq -cn --arg path "$1" --arg method "${2:-GET}" --arg payload "${3-}" '
	{path: $path, method: $method}
	| if $payload == "" then . else .payload = $payload end
	| {jsonrpc: "2.0", id: 1, method: "coap.request", params: .}' |
nc -N -U "$socket" |
jq -r '
	if .error then .error.message + "\n" | halt_error(1) else .result end
	| .code, .payload // .payload_b64 // empty'
