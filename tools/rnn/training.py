"""Training from beginning to end: steps until the time is over, and an evaluation now and then."""

import time

from rnn.training_log import Row


class Training:
    """`trainer` has step(window, rate) and take_bits_per_byte(). `evaluate()`: bits a byte of held-out text, or None.
    Time that evaluating takes counts."""

    def __init__(self, trainer, windows, schedule, seconds, evaluate, clock=time.monotonic):
        self.trainer = trainer
        self.windows = windows
        self.schedule = schedule
        self.seconds = seconds
        self.evaluate = evaluate
        self.clock = clock
        self.steps = 0
        self.bytes = 0
        self.progress = 0.0  # 0 to 1

    def run(self, evaluations):
        """Trains, and yields a training_log.Row `evaluations` times, evenly spread, the last when the time is over; at
        least one step comes before each."""
        begin = row_begin = self.clock()
        row_bytes, rows = 0, 0
        while self.progress < 1:
            rate = self.schedule.rate(self.steps, self.progress)
            self.learn(rate)
            now = self.clock()
            self.progress = min(1.0, (now - begin) / self.seconds)
            if int(self.progress * evaluations) > rows:
                rows = int(self.progress * evaluations)
                train = self.trainer.take_bits_per_byte()  # waits for the device
                speed = (self.bytes - row_bytes) / max(self.clock() - row_begin, 1e-9)
                yield Row(now - begin, self.bytes, rate, train, self.evaluate(), speed)
                row_begin, row_bytes = self.clock(), self.bytes

    def learn(self, rate):
        window = next(self.windows)
        self.trainer.step(window, rate)
        self.steps += 1
        self.bytes += window.shape[0] * window.shape[1]
