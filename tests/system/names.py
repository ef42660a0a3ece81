"""Names through the daemon: DNS servers of its own, over the modem."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "peers")]
import harness  # noqa: E402
from dns_server import AAAA, DnsServer  # noqa: E402

FIRST, SECOND = "2001:db8::53", "2001:db8::54"
ADDRESS = "2001:db8::1"


class Names(harness.System):
    """A modem whose own look-up finds nothing."""

    def begin(self, first, second=None, servers=FIRST):
        self.server = self.start_server()
        maps = {"[%s]:5683" % ADDRESS: self.server.port,
                "[%s]:53" % FIRST: first.port}
        self.addCleanup(first.close)
        if second:
            self.addCleanup(second.close)
            maps["[%s]:53" % SECOND] = second.port
        options = [word for public, port in maps.items()
                   for word in ("--map", "%s=[::1]:%d" % (public, port))]
        self.start_sim("--quirk", "no-dns", "--rtt", "20", *options)
        self.configure(
            "[target cloud]\nuri = coap://cloud.example\n"
            "[route all]\npath = /r\ntarget = cloud\nremote-path = /\n",
            "device = %s\ndns-servers = %s" % (self.modem_path, servers))
        self.start_daemon()
        self.wait_up()

    def good(self):
        return DnsServer(names={"cloud.example": [ADDRESS]})

    def modem_counts(self):
        return dict(line.split() for line in
                    self.ask("metrics").decode().splitlines()
                    if line.startswith("nbgate_modem"))

    def finish(self):
        self.assertEqual(self.sim_stats()["violations"], 0)

    def test_a_name_is_asked_once_over_a_socket_that_is_closed(self):
        dns = self.good()
        self.begin(dns)
        for _ in range(2):
            self.assertIn(b"test server", self.ask("get", "/r/"))
        self.assertEqual([(q.name, q.type) for q in dns.asked],
                         [("cloud.example", AAAA)])
        counts = self.modem_counts()
        self.assertEqual(counts["nbgate_modem_dns_queries_total"], "1")
        self.assertEqual(counts["nbgate_modem_lookups_total"], "0")
        with open(self.transcript) as f:
            self.assertIn("> AT+SQNSH=1\\r", f.read().split(',53,"')[1])
        self.finish()

    def test_aliases_and_noise_and_a_truncated_answer(self):
        dns = DnsServer(names={"a.example": [ADDRESS]}, small=True, noise=True,
                        aliases={"cloud.example": "b.example",
                                 "b.example": "a.example"})
        self.begin(dns)
        self.assertIn(b"test server", self.ask("get", "/r/"))
        self.assertEqual([q.additional for q in dns.asked], [0, 1])
        self.finish()

    def test_a_server_that_refuses_gives_way_to_the_next(self):
        dns = self.good()
        self.begin(DnsServer(refuses=True), dns,
                   servers="%s, %s" % (FIRST, SECOND))
        self.assertIn(b"test server", self.ask("get", "/r/"))
        self.assertEqual(len(dns.asked), 1)
        self.finish()

    def test_a_name_that_does_not_exist_ends_the_request(self):
        dns = DnsServer(names={"other.example": [ADDRESS]})
        self.begin(dns)
        answer = self.connect().call("coap.request", {"path": "/r/"})
        self.assertEqual(answer["error"]["data"]["reason"], "name-not-found",
                         self.story())
        self.assertEqual(len(dns.asked), 1)
        self.finish()


if __name__ == "__main__":
    harness.main()
