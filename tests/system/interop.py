"""Our node and libcoap's programs (Debian's libcoap3-bin), both ways."""

import shutil

import meetings
import parties

needs = [name for name in ("coap-client-notls", "coap-server-notls")
         if not shutil.which(name)]


class Client(meetings.Meetings):
    client_house = parties.OurClient
    server_house = parties.LibcoapServer


class Client6(Client):
    host = "::1"


class Server(meetings.Meetings):
    client_house = parties.LibcoapClient
    server_house = parties.OurServer


class Server6(Server):
    host = "::1"


if __name__ == "__main__":
    parties.main(needs)
