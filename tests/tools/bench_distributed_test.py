import unittest

from support import load

bench_distributed = load("bench_distributed")
from bench import distributed  # noqa: E402  (support puts tools/ on the path)
from bench.distributed import Federation, Rounds, Times  # noqa: E402


def way(local_steps, bits, sent, cost):
    return Rounds(2, local_steps, bits, 0.7, 0.9, 4_000_000, 10, sent, cost)


class Tables(unittest.TestCase):
    def test_ways_are_compared_with_floats_after_every_step(self):
        lines = distributed.rounds_table([way(200, 4, 1_000_000, 2.02), way(1, 32, 9_000_000_000, 2.0)]).splitlines()
        self.assertIn("| every step, plain average | 32 | - | 9,000.00 | 1/1 | 2.0000 | +0.00 % |", lines)
        self.assertIn("| every 200 steps | 4 | 0.7, 0.9 | 1.00 | 1/9,000 | 2.0200 | +1.00 % |", lines)

    def test_parties_are_columns_and_models_rows(self):
        rows = [Federation("anna", "base", 2.0), Federation("ben", "base", 1.5),
                Federation("anna", "round 1", 1.9), Federation("ben", "round 1", 1.4)]
        lines = distributed.federation_table(rows).splitlines()
        self.assertEqual(lines[2:4], ["| base | 2.0000 | 1.5000 |", "| round 1 | 1.9000 | 1.4000 |"])

    def test_a_table_that_a_program_printed_has_its_columns(self):
        text = "ranks,local_steps,bits,outer_rate,outer_momentum,bytes_read,rounds,bytes_sent,bits_per_byte\n" \
               "2,1,32,0.7,0.9,4000,2,99,2.5\n"
        self.assertEqual(distributed.parse_rows(Rounds, text), [Rounds(2, 1, 32, 0.7, 0.9, 4000, 2, 99, 2.5)])
        with self.assertRaises(ValueError):
            distributed.parse_rows(Rounds, "ranks\n2\n")


class ModelOfTime(unittest.TestCase):
    TIMES = Times(4, 1000, 1024, 0.01, 0.1, 0.05, 100_000, 790_000, 120_000)

    def test_one_rank_only_computes(self):
        self.assertAlmostEqual(distributed.seconds_of(self.TIMES, 1, 200, 1e9, 0, steps=100), 1.0)

    def test_ranks_share_the_steps_and_wait_for_what_the_others_send(self):
        seconds = distributed.seconds_of(self.TIMES, 2, 50, 1e5, 0.5, steps=200)
        self.assertAlmostEqual(seconds, 100 * 0.01 + 2 * (0.1 + 0.05 + 1.0 + 0.5))

    def test_the_slower_the_network_the_longer_it_takes(self):
        fast = distributed.seconds_of(self.TIMES, 8, 200, 1e9, 1e-5)
        self.assertLess(fast, distributed.seconds_of(self.TIMES, 8, 200, 1e6, 1e-5))


if __name__ == "__main__":
    unittest.main()
