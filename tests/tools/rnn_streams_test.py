import random
import unittest

from rnn_support import SMALL, TEXT, Folder, needs_numpy, numpy

from reference.contexts import context_hash  # rnn_support puts tools/ on the path
from reference.network_cell import Clock
from reference.text_state import TextState
from rnn import texts
from rnn.shape import Shape

if numpy:
    from rnn import rows, streams


class Texts(Folder):
    def test_folders_are_searched_in_order_without_hidden_files(self):
        for name in ("b", "a/z", "a/.hidden", ".git/c", "empty"):
            self.write(name, name.encode() if name != "empty" else b"")
        self.assertEqual(texts.read_texts([self.folder, self.folder / "b"]), [b"a/z", b"b", b"b"])

    def test_line_ends_become_lf(self):
        self.assertEqual(texts.read_texts([self.write("a", b"1\r\n2\n3\r4\r\n")]), [b"1\n2\n3\r4\n"])

    def test_no_text_is_an_error(self):
        with self.assertRaises(ValueError):
            texts.read_texts([self.folder])

    def test_segments_end_with_a_line_where_one_ends_soon(self):
        lines = b"".join(b"%d\n" % number for number in range(20000))
        unbroken = bytes(100_000)
        segments = texts.segments_of([lines, unbroken])
        self.assertEqual(b"".join(segments), lines + unbroken)
        self.assertTrue(all(bytes(segment).endswith(b"\n") for segment in segments[:3]))
        self.assertEqual([len(segment) for segment in segments[-4:]], [32768] * 3 + [1696])


@needs_numpy
class Rows(unittest.TestCase):
    SHAPE = Shape(64, 1000, 64, (777, 500, 3, 9, 0, 100), 64, 64, 0, (70, 80, 90, 100))

    def check(self, text):
        state, clock = TextState(1024), Clock()
        for encoded, byte in zip(rows.encode(text, self.SHAPE).tolist(), text):
            contexts = zip((1, 2, 3, 4, 6, 7), self.SHAPE.embedded_rows)
            embedded = [context_hash(context, state) * count >> 32 for context, count in contexts]
            self.assertEqual(encoded[:8], [state.b[1], context_hash(0, state) * 1000 >> 32, *embedded])
            self.assertEqual((encoded[rows.TICK], encoded[rows.TARGET]), (int(clock.tick), byte))
            if clock.tick:
                slow = [hashed * count >> 32 for hashed, count in zip(clock.hashes(state), self.SHAPE.slow_rows)]
                self.assertEqual(encoded[rows.SLOW], slow)
            state.update(byte)
            clock.update(state)

    def test_they_are_those_of_the_reference(self):
        for text in (TEXT * 3, b"x", b" begins with a space", b"a" * 50 + b" " * 50 + b"1" * 50 + b"b c d"):
            with self.subTest(text):
                self.check(text)

    def test_they_are_those_of_the_reference_on_random_text(self):
        chance = random.Random(1)
        for _ in range(20):
            self.check(bytes(chance.choice(b"ab A.\n1\xc3") for _ in range(chance.randrange(1, 300))))

    def test_only_the_first_byte_keeps_nothing(self):
        self.assertEqual(rows.encode(b"abc", SMALL)[:, rows.KEEP].tolist(), [0, 1, 1])


@needs_numpy
class Streams(unittest.TestCase):
    def test_each_stream_reads_segment_after_segment(self):
        segments = [b"abcde", b"fg", b"hij", b"k"]
        windows = list(streams.Windows(segments, SMALL, 2, 3))
        targets = numpy.concatenate(windows)[:, :, rows.TARGET].T
        keep = numpy.concatenate(windows)[:, :, rows.KEEP].T
        self.assertEqual(targets.tolist(), [[*b"abcdek"], [*b"fghij", streams.NO_TARGET]])
        self.assertEqual(keep.tolist(), [[0, 1, 1, 1, 1, 0], [0, 1, 0, 1, 1, 0]])

    def test_every_pass_has_all_segments_in_an_order_that_the_seed_gives(self):
        segments = list(range(20))
        passes = streams.shuffled(segments, 7)
        first, second = ([next(passes) for _ in segments] for _ in range(2))
        self.assertEqual((sorted(first), sorted(second)), (segments, segments))
        self.assertNotEqual(first, second)
        again = streams.shuffled(segments, 7)
        self.assertEqual([next(again) for _ in segments], first)


if __name__ == "__main__":
    unittest.main()
