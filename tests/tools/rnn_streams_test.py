import unittest

from rnn_support import SMALL, TEXT, Folder, needs_numpy, numpy

from reference.contexts import context_hash  # rnn_support puts tools/ on the path
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
    def test_they_are_those_of_the_reference(self):
        shape = Shape(64, 1000, 64, 777)
        text = TEXT * 3
        state = TextState(1024)
        for encoded, byte in zip(rows.encode(text, shape).tolist(), text):
            embedded = [context_hash(context, state) * 777 >> 32 for context in (1, 2, 6)]
            embedded = [777 * number + row for number, row in enumerate(embedded)]
            self.assertEqual(encoded[:6], [state.b[1], context_hash(0, state) * 1000 >> 32, *embedded, byte])
            state.update(byte)

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
