import os
import struct
import unittest

from rnn_support import FLAT, SMALL, Folder, needs_numpy, numpy

from rnn import tensor_file  # rnn_support puts tools/ on the path
from rnn.shape import Shape, shape_of

if numpy:
    from rnn import network_file


class Shapes(unittest.TestCase):
    def test_the_shape_follows_from_the_tensors(self):
        for shape in (SMALL, FLAT, Shape(128, 1024, 64, (0, 0, 0, 0, 0, 8192), 64, 128)):
            self.assertEqual(shape_of(shape.tensors()), shape)

    def test_what_the_integer_network_cannot_have_is_refused(self):
        few = (1,) * 6
        for numbers in (
            (0, 1, 64, few), (65, 1, 64, few), (1088, 1, 64, few), (64, 0, 64, few), (64, 1, 320, few),
            (64, 1, 64, (65537,) * 6), (64, 1, 64, few[1:]), (64, 1, 64, few, 64, 0), (64, 1, 64, few, 0, 64),
            (64, 1, 64, few, 64, 64, 32), (64, 1, 64, few, 64, 64, 64, (1, 1)),
        ):  # fmt: skip
            with self.subTest(numbers), self.assertRaises(ValueError):
                Shape(*numbers)

    def test_a_tensor_that_is_missing_or_of_another_shape_is_named(self):
        sizes = SMALL.tensors()
        with self.assertRaisesRegex(ValueError, "output_bias is missing"):
            shape_of({name: size for name, size in sizes.items() if name != "output_bias"})
        with self.assertRaisesRegex(ValueError, "tensor byte"):
            shape_of({**sizes, "byte": (255, 192)})


class TensorFiles(Folder):
    TENSORS = {
        "b": tensor_file.Tensor((2, 3), struct.pack("<6f", *range(6))),
        "a": tensor_file.Tensor((1,), struct.pack("<f", -0.5)),
        "empty": tensor_file.Tensor((0, 4), b""),
    }

    def test_what_is_written_is_read(self):
        path = self.folder / "file"
        tensor_file.write(path, self.TENSORS, {"steps": "3"})
        self.assertEqual(tensor_file.read(path), (self.TENSORS, {"steps": "3"}))
        self.assertEqual(os.listdir(self.folder), ["file"])

    def test_the_header_is_padded_and_its_length_in_eight_bytes(self):
        path = self.folder / "file"
        tensor_file.write(path, self.TENSORS, {})
        data = path.read_bytes()
        (length,) = struct.unpack_from("<Q", data)
        self.assertEqual((length % 8, len(data)), (0, 8 + length + 7 * 4))

    def test_a_write_that_fails_leaves_what_was_there(self):
        path = self.write("file", b"before")
        with self.assertRaises(TypeError):
            tensor_file.write(path, {**self.TENSORS, "c": tensor_file.Tensor((1,), "no bytes")}, {})
        self.assertEqual((path.read_bytes(), os.listdir(self.folder)), (b"before", ["file"]))

    def test_damage_is_an_error_that_names_the_file(self):
        path = self.folder / "good"
        tensor_file.write(path, self.TENSORS, {})
        good = path.read_bytes()
        for name, data in (
            ("empty", b""),
            ("cut header", good[:40]),
            ("cut data", good[:-1]),
            ("long header", struct.pack("<Q", 1 << 40) + good[8:]),
            ("no JSON", struct.pack("<Q", 8) + b"a header"),
            ("no object", struct.pack("<Q", 2) + b"[]"),
            ("type", good.replace(b"F32", b"F64")),
            ("shape", good.replace(b"[2,3]", b"[3,3]")),
            ("offsets", good.replace(b'"data_offsets":[0,4]', b'"data_offsets":[4,0]')),
            ("text", b"Once upon a time there was a text.\n" * 9),
        ):
            with self.subTest(name), self.assertRaisesRegex(ValueError, "damaged: "):
                tensor_file.read(self.write("damaged", data))


@needs_numpy
class NetworkFiles(Folder):
    def test_what_else_is_in_a_file_is_left_out(self):
        tensors = {name: tensor_file.Tensor(size, bytes(4 * size[0] * size[1]))
                   for name, size in SMALL.tensors().items()}
        tensors["adam.first"] = tensor_file.Tensor((2,), bytes(8))
        tensor_file.write(self.folder / "n", tensors, {"steps": "7"})
        shape, arrays = network_file.read(self.folder / "n")
        self.assertEqual((shape, set(arrays)), (SMALL, set(SMALL.tensors())))

    def test_a_number_that_is_none_is_refused(self):
        arrays = {name: numpy.zeros(size, numpy.float32) for name, size in SMALL.tensors().items()}
        arrays["projection"][3, 4] = numpy.nan
        network_file.write(self.folder / "n", arrays, 1, 0.5)
        with self.assertRaisesRegex(ValueError, "projection"):
            network_file.read(self.folder / "n")


if __name__ == "__main__":
    unittest.main()
