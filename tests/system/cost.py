"""What an exchange costs on the line: the simulator counts the commands."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402

EXCHANGES = 100


class Cost(harness.System):
    def test_a_hundred_exchanges_cost_two_commands_each(self):
        self.check_cost("amount", 2.1)

    def test_with_data_in_the_ring_they_cost_one_command_each(self):
        self.check_cost("data", 1.1)

    def check_cost(self, ring_mode, most):
        server = self.start_server()
        self.start_sim("--map", "[2001:db8::1]:5683=" + server.authority,
                       "--rtt", "4")
        self.configure("[target cloud]\nuri = coap://[2001:db8::1]\n",
                       "device = %s\nring-mode = %s\n" %
                       (self.modem_path, ring_mode))
        self.start_daemon()
        self.wait_up()
        client = self.connect()
        put = {"target": "cloud", "path": "/example_data", "method": "PUT",
               "payload": "x" * 50}
        client.call("coap.request", put)
        before = self.commands()
        for number in range(EXCHANGES):
            answer = client.call("coap.request", put, number)
            self.assertIn("result", answer, self.story())
        cost = (self.commands() - before) / EXCHANGES
        print("AT commands per exchange: %.2f" % cost)
        self.assertLessEqual(cost, most, self.story())
        self.assertEqual(self.sim_stats()["violations"], 0)

    def commands(self):
        with open(self.transcript) as f:
            return sum(line.startswith("> AT") for line in f)


if __name__ == "__main__":
    harness.main()
