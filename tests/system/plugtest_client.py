"""The ETSI CoAP plugtest cases with our client, tests/peers/plugtest-client.

The server is ours, tests/peers/plugtest-server, behind a relay whose record of
the datagrams is read by tests/peers/wire.py; in node_coap.py it is another's.
"""

import re

import parties
import harness
import wire
from lossy_relay import LOSE, PASS, Relay, Weather
from wire import (ACCEPT, ACK, BLOCK1, BLOCK2, CON, CONTENT_FORMAT, EMPTY,
                  ETAG, IF_MATCH, IF_NONE_MATCH, LOCATION_PATH,
                  LOCATION_QUERY, NON, OBSERVE, RST)

TEXT, LINK_FORMAT, XML, JSON = b"", b"\x28", b"\x29", b"\x32"


class Case(parties.Meeting):
    host = "::1"
    server_house = parties.OurServer
    options = ()

    def setUp(self):
        super().setUp()
        self.client = parties.OurClient(self.folder)
        self.server = self.start(self.server_house, self.host, *self.options)
        self.relay = self.open_relay()

    def open_relay(self, there=(), back=()):
        relay = Relay(self.host, self.server.port, Weather(fates=there),
                      Weather(fates=back))
        self.addCleanup(relay.close)
        return relay

    def request(self, path, *args, ack_timeout=5000, **kwargs):
        return self.client.request(
            self.uri(self.server, path, self.relay.port), *args,
            ack_timeout=ack_timeout, **kwargs)

    def expect(self, code, path, *args, **kwargs):
        answer = self.request(path, *args, **kwargs)
        self.assertEqual(answer.code, code)
        return answer

    def wire(self, direction=None):
        """The messages so far, in both directions or one."""
        return [wire.decode(data) for way, _, data in self.relay.carried
                if direction in (None, way)]

    def began(self, *types):
        """The messages, when those of these types have been carried."""
        harness.until("the last message",
                      lambda: len(self.relay.carried) >= len(types))
        messages = self.wire()
        self.assertEqual([m.type for m in messages[:len(types)]], list(types))
        return messages

    def exchanged(self, *types):
        """The same, and these were all."""
        messages = self.began(*types)
        self.assertEqual(len(messages), len(types))
        return messages


class Core(Case):
    def test_core_01_get(self):
        answer = self.expect("2.05", "test")
        self.assertEqual(wire.option(answer, CONTENT_FORMAT), TEXT)
        self.assertEqual(answer.payload, b"test")
        self.exchanged(CON, ACK)

    def test_core_02_delete(self):
        self.expect("2.02", "test", "DELETE")
        self.exchanged(CON, ACK)

    def test_core_03_put(self):
        self.expect("2.04", "test", "PUT", b"put",
                    options=((CONTENT_FORMAT, TEXT),))
        self.exchanged(CON, ACK)
        self.assertEqual(self.expect("2.05", "test").payload, b"put")

    def test_core_04_post(self):
        self.expect("2.01", "test", "POST", b"post",
                    options=((CONTENT_FORMAT, TEXT),))
        self.exchanged(CON, ACK)

    def test_core_05_get_non(self):
        self.assertEqual(self.expect("2.05", "test", non=True).payload,
                         b"test")
        self.exchanged(NON, NON)

    def test_core_06_delete_non(self):
        self.expect("2.02", "test", "DELETE", non=True)
        self.exchanged(NON, NON)

    def test_core_07_put_non(self):
        self.expect("2.04", "test", "PUT", b"put", non=True)
        self.exchanged(NON, NON)

    def test_core_08_post_non(self):
        self.expect("2.01", "test", "POST", b"post", non=True)
        self.exchanged(NON, NON)

    def test_core_09_separate_response(self):
        self.assertEqual(self.expect(
            "2.05", "separate").payload, b"separate")
        _, acked, _, acks = self.exchanged(CON, ACK, CON, ACK)
        self.assertEqual((acked.code, acks.code), (EMPTY, EMPTY))

    def test_core_10_token(self):
        self.expect("2.05", "test", more=("--token-len", "8"))
        request, response = self.exchanged(CON, ACK)
        self.assertEqual(len(request.token), 8)
        self.assertEqual(response.token, request.token)

    def test_core_11_token_with_a_separate_response(self):
        self.expect("2.05", "separate", more=("--token-len", "1"),)
        request, acked, response, acks = self.exchanged(CON, ACK, CON, ACK)
        self.assertEqual(len(request.token), 1)
        self.assertEqual(response.token, request.token)
        self.assertEqual((acked.token, acks.token), (b"", b""))

    def test_core_12_token_of_length_zero(self):
        self.expect("2.05", "test", more=("--token-len", "0"))
        self.assertEqual([m.token for m in self.wire()], [b"", b""])

    def test_core_13_several_uri_paths(self):
        self.expect("2.05", "seg1/seg2/seg3")
        self.assertEqual(wire.values(self.wire()[0], wire.URI_PATH),
                         [b"seg1", b"seg2", b"seg3"])

    def test_core_14_several_uri_queries(self):
        answer = self.expect("2.05", "query?first=1&second=2&third=3")
        self.assertEqual(answer.payload, b"first=1\nsecond=2\nthird=3\n")
        self.assertEqual(wire.values(self.wire()[0], wire.URI_QUERY),
                         [b"first=1", b"second=2", b"third=3"])

    def test_core_15_lossy_piggybacked(self):
        for there, back in (((LOSE,), ()), ((), (LOSE,))):
            self.relay = self.open_relay(there, back)
            self.assertEqual(
                self.expect("2.05", "test", ack_timeout=100).payload, b"test")
            first, second = self.wire("there")
            self.assertEqual(first, second)

    def test_core_16_lossy_separate_the_request(self):
        self.lossy_separate(there=(LOSE,), ack_timeout=1000)

    def test_core_16_lossy_separate_its_acknowledgement(self):
        self.lossy_separate(back=(LOSE,), ack_timeout=1000)

    def test_core_16_lossy_separate_the_response(self):
        self.lossy_separate(back=(PASS, LOSE))

    def test_core_16_lossy_separate_the_responses_acknowledgement(self):
        self.lossy_separate(there=(PASS, LOSE))

    def lossy_separate(self, there=(), back=(), ack_timeout=5000):
        self.relay = self.open_relay(there, back)
        answer = self.expect("2.05", "separate", ack_timeout=ack_timeout)
        self.assertEqual(answer.payload, b"separate")

    def test_core_17_separate_response_to_a_non(self):
        self.assertEqual(self.expect("2.05", "separate", non=True).payload,
                         b"separate")
        self.exchanged(NON, NON)

    def test_core_18_several_location_paths(self):
        answer = self.expect("2.01", "test", "POST", b"post")
        self.assertEqual(wire.values(answer, LOCATION_PATH),
                         [b"location1", b"location2", b"location3"])

    def test_core_19_several_location_queries(self):
        answer = self.expect("2.01", "location-query", "POST", b"post")
        self.assertEqual(wire.values(answer, LOCATION_QUERY),
                         [b"first=1", b"second=2"])

    def test_core_20_accept(self):
        for accept, code, form in ((TEXT, "2.05", TEXT), (XML, "2.05", XML),
                                   (JSON, "4.06", None)):
            answer = self.expect(code, "multi-format",
                                 options=((ACCEPT, accept),))
            self.assertEqual(wire.option(answer, CONTENT_FORMAT), form)

    def test_core_21_etag(self):
        etag = wire.option(self.expect("2.05", "validate"), ETAG)
        valid = self.expect("2.03", "validate", options=((ETAG, etag),))
        self.assertEqual((wire.option(valid, ETAG), valid.payload),
                         (etag, b""))
        self.expect("2.04", "validate", "PUT", b"changed")
        changed = self.expect("2.05", "validate", options=((ETAG, etag),))
        self.assertNotEqual(wire.option(changed, ETAG), etag)
        self.assertEqual(changed.payload, b"changed")

    def test_core_22_if_match(self):
        etag = wire.option(self.expect("2.05", "validate"), ETAG)
        matches = ((IF_MATCH, etag),)
        self.expect("2.04", "validate", "PUT", b"first", options=matches)
        self.expect("4.12", "validate", "PUT", b"second", options=matches)
        self.assertEqual(self.expect("2.05", "validate").payload, b"first")

    def test_core_23_if_none_match(self):
        new = ((IF_NONE_MATCH, b""),)
        self.expect("2.01", "create1", "PUT", b"first", options=new)
        self.expect("4.12", "create1", "PUT", b"second", options=new)

    def test_core_31_ping(self):
        self.expect("pong", "", "PING")
        self.exchanged(CON, RST)


class Link(Case):
    def targets(self, query):
        answer = self.expect("2.05", ".well-known/core" + query)
        self.assertEqual(wire.option(answer, CONTENT_FORMAT), LINK_FORMAT)
        return re.findall(r"<(/link[^>]*|/path[^>]*|/large)>",
                          answer.payload.decode())

    def check(self, query, *targets):
        self.assertEqual(self.targets(query), list(targets))

    def test_link_01_discovery(self):
        self.assertIn("/link1", self.targets(""))

    def test_link_02_a_type(self):
        self.check("?rt=Type1", "/link1", "/link3")

    def test_link_03_all_that_have_a_type(self):
        self.check("?rt=*", "/link1", "/link2", "/link3")

    def test_link_04_one_of_several_types(self):
        self.check("?rt=Type2", "/link1", "/link2")

    def test_link_05_the_beginning_of_an_interface(self):
        self.check("?if=If*", "/link1", "/link2")

    def test_link_06_the_beginning_of_a_size(self):
        self.check("?sz=12*", "/large")

    def test_link_07_a_target(self):
        self.check("?href=/link1", "/link1")

    def test_link_08_the_beginning_of_a_target(self):
        self.check("?href=/link*", "/link1", "/link2", "/link3")

    def test_link_09_a_hierarchy(self):
        self.check("?ct=40", "/path")
        answer = self.expect("2.05", "path")
        self.assertEqual(wire.option(answer, CONTENT_FORMAT), LINK_FORMAT)
        self.assertIn(b"</path/sub2>", answer.payload)


class Block(Case):
    body = b"a line of thirty-one characters\n" * 40

    def blocks(self, direction, number):
        return [wire.block(value) for message in self.wire(direction)
                for value in wire.values(message, number)]

    def test_block_02_get_late_negotiation(self):
        self.assertEqual(self.expect("2.05", "large").payload, self.body)
        self.assertEqual(self.blocks("there", BLOCK2), [(1, False, 1024)])
        self.assertEqual(self.blocks("back", BLOCK2),
                         [(0, True, 1024), (1, False, 1024)])

    def test_block_03_put(self):
        self.expect("2.04", "large-update", "PUT", self.body[:1030])
        self.assertEqual(self.blocks("there", BLOCK1),
                         [(0, True, 1024), (1, False, 1024)])
        self.assertEqual(self.expect("2.05", "large-update").payload,
                         self.body[:1030])

    def test_block_04_post_creates(self):
        created = self.expect("2.01", "large-create", "POST", self.body)
        path = b"/".join(wire.values(created, LOCATION_PATH)).decode()
        self.assertEqual(self.expect("2.05", path).payload, self.body)

    def test_block_05_post_both_ways(self):
        answer = self.expect("2.04", "large-post", "POST", self.body)
        self.assertEqual(answer.payload, self.body * 2)

    def test_each_datagram_of_a_body_lost_once(self):
        self.relay = self.open_relay((LOSE, PASS) * 4, (LOSE, PASS) * 4)
        answer = self.expect("2.04", "large-post", "POST", self.body,
                             ack_timeout=50)
        self.assertEqual(answer.payload, self.body * 2)


class Observe(Case):
    options = ("--period", "100", "--ack-timeout", "50")

    def watch(self, path, count, more=()):
        watch = self.client.watch(self.uri(self.server, path, self.relay.port),
                                  count, more)
        self.addCleanup(watch.stop)
        return watch

    def other(self, *args, **kwargs):
        """Another client, by a way of its own."""
        return parties.OurClient(self.folder).request(
            self.uri(self.server, "obs"), *args, **kwargs)

    def answered(self, kind, count):
        """So many of the notifications have been answered by that."""
        def answers():
            return {m.id for m in self.wire("there") if m.type == kind}
        harness.until("the last answer", lambda: len(answers()) >= count)
        self.assertEqual(len(answers()), count)
        self.assertLessEqual(answers(), {m.id for m in self.wire("back")})

    def ends(self, watch, code):
        *states, last = watch.answers()
        self.assertEqual(last.code, code)
        self.assertIsNone(wire.option(last, OBSERVE))
        for state in states:
            self.assertEqual(state.code, "2.05")

    def test_obs_01_confirmable_notifications(self):
        states = self.watch("obs", 4).answers()
        self.assertEqual(len({state.payload for state in states}), 4)
        self.answered(ACK, 3)

    def test_obs_02_non_confirmable_notifications(self):
        self.assertEqual(len(self.watch("obs-non", 2).answers()), 2)
        self.began(CON, ACK, NON)

    def test_obs_06_what_is_forgotten_is_rejected(self):
        self.watch("obs", 1, ("--linger", "1000")).answers()
        self.answered(RST, 1)

    def test_obs_07_a_deleted_resource_ends_it(self):
        watch = self.watch("obs", 99)
        watch.until(b"2.05")
        self.assertEqual(self.other("DELETE").code, "2.02")
        self.ends(watch, "4.04")

    def test_obs_08_another_content_format_ends_it(self):
        watch = self.watch("obs", 99)
        watch.until(b"2.05")
        self.other("PUT", b"{}", options=((CONTENT_FORMAT, JSON),))
        self.ends(watch, "5.00")

    def test_obs_09_a_put_by_another_is_told(self):
        watch = self.watch("obs", 99)
        watch.until(b"2.05")
        self.other("PUT", b"news")
        watch.until(self.client.shows(b"news"))

    def test_obs_11_a_lost_notification_comes_again(self):
        self.relay = self.open_relay(back=(PASS, LOSE))
        self.assertEqual(len(self.watch("obs", 3).answers()), 3)
        lost, again = self.wire("back")[1:3]
        self.assertEqual(wire.option(again, OBSERVE) is None, False)
        self.assertEqual(lost.token, again.token)

    def test_obs_13_a_large_representation(self):
        for state in self.watch("obs-large", 2).answers():
            self.assertEqual(len(state.payload), 1500)

    def test_obs_14_a_representation_of_varying_size(self):
        sizes = {len(state.payload)
                 for state in self.watch("obs-pumping", 3).answers()}
        self.assertEqual(sizes, {100, 2500})


if __name__ == "__main__":
    parties.main()
