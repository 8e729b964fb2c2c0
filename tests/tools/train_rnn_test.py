import math
import os
import subprocess
import sys
import unittest

from rnn_support import FLAT, SMALL, TEXT, Folder, needs_torch, numpy, torch
from support import TOOLS

from rnn import texts  # rnn_support puts tools/ on the path
from rnn.schedule import Schedule, parse_duration
from rnn.training import Training

if numpy and torch:
    from rnn import network, network_file, rows, streams, trainer
    from rnn.recurrence import Recurrence, Rounding

COSTS_PROGRAM = os.environ.get("RNN_COSTS")
needs_program = unittest.skipUnless(COSTS_PROGRAM, "needs RNN_COSTS, the program rnn_costs")


def train_rnn(*arguments):
    command = [sys.executable, "-B", str(TOOLS / "train_rnn.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def program_costs(network_path, text_path):
    command = [COSTS_PROGRAM, str(network_path), str(text_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(line) for line in done.stdout.split()]


class Schedules(unittest.TestCase):
    def test_durations(self):
        for text, seconds in (("90s", 90), ("30m", 1800), ("2h", 7200), ("1h30m", 5400), ("1.5h", 5400), ("1m1s", 61)):
            self.assertEqual(parse_duration(text), seconds)
        for text in ("", "5", "0m", "h", "2h 3m", "-1m", "1.2.3h", "1m2h", "2d", "nan"):
            with self.subTest(text), self.assertRaises(ValueError):
                parse_duration(text)

    def test_the_rate_warms_up_and_falls_to_a_fiftieth(self):
        schedule = Schedule(0.003)
        self.assertAlmostEqual(schedule.rate(0, 0), 0.003 / 200)
        self.assertAlmostEqual(schedule.rate(199, 0), 0.003)
        self.assertAlmostEqual(schedule.rate(1000, 0.5), 0.003 * 0.51)
        self.assertAlmostEqual(schedule.rate(1000, 1), 0.003 * 0.02)


class Trainer:
    """Learns nothing, and says how many windows it has seen since it was asked."""

    def __init__(self):
        self.rates = []
        self.seen = 0

    def step(self, window, rate):
        self.rates.append(rate)
        self.seen += 1

    def take_bits_per_byte(self):
        seen, self.seen = self.seen, 0
        return seen


class Window:
    shape = (8, 4, 7)


def clock(tick):
    """A clock on which each look takes `tick` seconds."""
    times = iter(range(1_000_000))
    return lambda: tick * next(times)


class TrainingRuns(unittest.TestCase):
    def run_training(self, tick, evaluations):
        learner = Trainer()
        training = Training(learner, iter([Window] * 10_000), Schedule(1), 100, lambda: 2.5, clock(tick))
        return learner, training, list(training.run(evaluations))

    def test_evaluations_are_spread_over_the_time(self):
        learner, training, log = self.run_training(0.5, 4)
        self.assertEqual([round(row.seconds / 25) for row in log], [1, 2, 3, 4])
        self.assertEqual((training.progress, training.steps), (1, len(learner.rates)))
        self.assertEqual(log[-1].bytes, 32 * training.steps)
        self.assertEqual(sum(row.train_bits_per_byte for row in log), training.steps)
        self.assertEqual({row.valid_bits_per_byte for row in log}, {2.5})

    def test_a_step_longer_than_the_time_is_the_only_one(self):
        _, training, log = self.run_training(1000, 4)
        self.assertEqual((training.steps, len(log), training.progress), (1, 1, 1))


@needs_torch
class Networks(Folder):
    def save(self, parameters):
        path = self.folder / "network.safetensors"
        network_file.write(path, {name: tensor.numpy() for name, tensor in parameters.items()}, 0, 0)
        return path

    def test_a_file_restores_the_parameters(self):
        parameters = network.initial_parameters(SMALL, 1)
        shape, arrays = network_file.read(self.save(parameters))
        self.assertEqual(shape, SMALL)
        for name, tensor in parameters.items():
            self.assertTrue(numpy.array_equal(arrays[name], tensor.numpy()), name)

    @needs_program
    def test_each_byte_costs_what_the_program_says(self):
        # Large enough for gates to saturate and embeddings to be clamped.
        parameters = {name: 3 * tensor for name, tensor in network.initial_parameters(SMALL, 2).items()}
        for name, tensor in parameters.items():
            if name.startswith(("embedding.", "slow_table.")):
                tensor *= 15
        parameters["recurrent_bias"] += torch.linspace(-1, 1, SMALL.units)
        parameters["output_bias"] += torch.linspace(-2, 2, 256)
        text = TEXT * 5
        plain = network.Network(parameters, rounding=False)
        window = torch.from_numpy(rows.encode(text, SMALL)).unsqueeze(1)
        costs = plain.costs(window, plain.initial_state(1))[0].flatten() / math.log(2)
        expected = program_costs(self.save(parameters), self.write("text", text))
        self.assertEqual(len(expected), len(text))
        for at, (cost, program_cost) in enumerate(zip(costs.tolist(), expected)):
            self.assertAlmostEqual(cost, program_cost, delta=1e-3, msg=f"byte {at}")

    def test_held_out_text_costs_the_same_however_many_streams_read_it(self):
        # Rounded, and in segments of several lengths, some of them read side by side.
        rounded = network.Network(network.initial_parameters(SMALL, 3))
        segments = [TEXT, TEXT[:100], TEXT[50:]]
        apart = [trainer.bits_per_byte(rounded, [segment], SMALL) * len(segment) for segment in segments]
        self.assertAlmostEqual(trainer.bits_per_byte(rounded, segments, SMALL), sum(apart) / sum(map(len, segments)), 4)

    def test_the_derivatives_of_the_recurrence_are_those_of_its_equations(self):
        generator = torch.Generator().manual_seed(1)

        def random(*size):
            return torch.randn(size, generator=generator, dtype=torch.float64)

        steps, count, units = 7, 3, 8
        inputs = [random(steps, count, 3 * units), random(3 * units, units), random(1, units)]
        state, weights = random(count, units), random(steps, count, units)
        keep = (random(steps, count, 1) > -1).double()
        inputs = [tensor.requires_grad_() for tensor in inputs]
        for rounding in (False, True):
            h = Recurrence.apply(*inputs, state, keep, rounding)
            plain = plain_recurrence(*inputs, state, keep, rounding)
            self.assertTrue(torch.allclose(h, plain))
            derivatives = torch.autograd.grad((h * weights).sum(), inputs)
            for got, expected in zip(derivatives, torch.autograd.grad((plain * weights).sum(), inputs)):
                self.assertTrue(torch.allclose(got, expected))

    def test_a_window_may_end_anywhere(self):
        for shape in (SMALL, FLAT):
            whole = network.Network(network.initial_parameters(shape, 4))
            window = torch.from_numpy(rows.encode(TEXT * 2, shape)).unsqueeze(1)
            expected = whole.costs(window, whole.initial_state(1))[0]
            state, costs = whole.initial_state(1), []
            for begin, end in ((0, 1), (1, 40), (40, 41), (41, len(window))):
                cost, state = whole.costs(window[begin:end], state)
                costs.append(cost)
            self.assertTrue(torch.allclose(torch.cat(costs), expected, atol=1e-4))

    def test_training_lowers_the_cost(self):
        segments = texts.segments_of([TEXT * 20])
        learner = trainer.Trainer(network.initial_parameters(SMALL, 1), 4, "cpu")
        windows = streams.Windows(streams.shuffled(segments, 1), SMALL, 4, 16)

        def evaluate():
            return trainer.bits_per_byte(learner.network, [TEXT], SMALL)

        before = evaluate()
        log = list(Training(learner, windows, Schedule(0.03), 150, evaluate, clock(1)).run(3))
        costs = [before, *(row.valid_bits_per_byte for row in log)]
        self.assertEqual(costs, sorted(costs, reverse=True))
        self.assertGreater(before, 7.5)
        self.assertLess(costs[-1], 5)


def plain_recurrence(x, recurrent, recurrent_bias, h, keep, rounding):
    units, after = h.shape[1], []
    for step in range(len(x)):
        h = h * keep[step]
        product = (Rounding.apply(h) if rounding else h) @ recurrent.t()
        r, z = torch.sigmoid(x[step, :, :2 * units] + product[:, :2 * units]).chunk(2, 1)
        n = torch.tanh(x[step, :, 2 * units:] + r * (product[:, 2 * units:] + recurrent_bias))
        h = (1 - z) * n + z * h
        after.append(h)
    return torch.stack(after)


class Program(Folder):
    def arguments(self, *more):
        text = self.write("texts/text.txt", TEXT * 20)
        return ("--time", "1s", "--streams", "4", "--steps", "16", "-o", self.folder / "n", *more, text.parent)

    @needs_torch
    def test_it_writes_a_network_and_a_log_and_goes_on_from_the_network(self):
        shape = ("--units", "64", "--slow", "64")
        log, valid = self.folder / "log.csv", self.write("valid", TEXT)
        done = train_rnn(*self.arguments(*shape, "--log", log, "--valid", valid, "--evaluations", "3"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((self.shape().units, self.shape().slow), (64, 64))
        lines = log.read_text(encoding="utf-8").splitlines()
        self.assertEqual(lines[0], "seconds,bytes,rate,train_bits_per_byte,valid_bits_per_byte,bytes_per_second")
        self.assertIn(len(lines), (2, 3, 4))
        self.assertTrue(all(len(line.split(",")) == 6 and "" not in line.split(",") for line in lines))
        if COSTS_PROGRAM:
            self.assertEqual(len(program_costs(self.folder / "n", valid)), len(TEXT))
        done = train_rnn(*self.arguments("--from", self.folder / "n"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((self.shape().units, self.shape().slow), (64, 64))

    def shape(self):
        return network_file.read(self.folder / "n")[0]

    @needs_torch
    def test_what_cannot_be_used_is_an_error_in_one_line(self):
        for more, message in (
            (("--from", self.write("no-network", b"text" * 9)), "no-network: not a safetensors file"),
            (("-o", self.folder / "nowhere/n"), "cannot be written"),
            (("--valid", self.folder / "none"), "none"),
        ):
            done = train_rnn(*self.arguments(*more))
            self.assertEqual((done.returncode, done.stderr.count("\n")), (2, 1), done.stderr)
            self.assertIn(message, done.stderr)

    def test_bad_arguments_are_errors(self):
        for more, message in (
            (("--units", "100"), "a multiple of 64"),
            (("--time", "soon"), "'soon' is not a time"),
            (("--streams", "0"), "'0' is not a number from 1 on"),
            (("--from", "n", "--units", "64"), "leave out --units"),
            (("--slow", "100"), "a multiple of 64"),
        ):
            done = train_rnn(*self.arguments(*more))
            self.assertEqual(done.returncode, 2)
            self.assertIn(message, done.stderr)

    @unittest.skipIf(numpy and torch, "all is there")
    def test_without_pytorch_it_says_what_to_install(self):
        done = train_rnn(*self.arguments())
        self.assertEqual((done.returncode, done.stderr.count("\n")), (2, 1), done.stderr)
        self.assertIn("python3-torch", done.stderr)


if __name__ == "__main__":
    unittest.main()
