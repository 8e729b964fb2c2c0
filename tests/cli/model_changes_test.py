"""A model that changes while it is in use: what was checked is what is used, to the end."""

import os
import shutil
from pathlib import Path

from support import PATIENCE, CliTest, sample_text

MODELS = Path(__file__).parent.parent / "goldens" / "models"
LEVELS = {"small": "-3", "network": "-6"}


class ModelChanges(CliTest):
    def setUp(self):
        super().setUp()
        for name in LEVELS:
            model = self.pith("-dc", MODELS / f"{name}.pithm.pith")[0]
            self.write(f"{name}.pithm", model)
            self.write(f"{name}-intact.pithm", model)

    def start_with_model(self, *arguments):
        """Starts pith and waits until it has opened its model."""
        process = self.start(*arguments, stdin=-1)
        self.assertIn(b"model ", process.stderr.readline())
        return process

    def changes(self):
        return (self.truncate, self.overwrite_the_end, self.overwrite_all, self.replace)

    def truncate(self, path):
        os.truncate(path, 0)

    def overwrite_the_end(self, path):
        with open(path, "r+b") as file:
            file.seek(-1000, os.SEEK_END)
            file.write(1000 * b"\xff")

    def overwrite_all(self, path):
        size = path.stat().st_size
        with open(path, "r+b") as file:
            file.write(size * b"\xa5")

    def replace(self, path):
        other = self.write("other", b"not a model")
        other.rename(path)

    def result(self, process, data):
        output, messages = process.communicate(data, timeout=PATIENCE)
        self.assertEqual(process.returncode, 0, messages)
        return output

    def restore(self, name):
        shutil.copy(self.folder / f"{name}-intact.pithm", self.folder / f"{name}.pithm")

    def test_an_archive_is_the_same_whatever_becomes_of_the_model_meanwhile(self):
        for name, level in LEVELS.items():
            expected = self.pith(level, "-m", f"./{name}.pithm", stdin=sample_text())[0]
            for change in self.changes():
                with self.subTest(model=name, change=change.__name__):
                    process = self.start_with_model(level, "-v", "-m", f"./{name}.pithm")
                    change(self.folder / f"{name}.pithm")
                    self.assertEqual(self.result(process, sample_text()), expected)
                    self.restore(name)

    def test_a_text_is_restored_whatever_becomes_of_the_model_meanwhile(self):
        for name, level in LEVELS.items():
            archive = self.pith(level, "-m", f"./{name}.pithm", stdin=sample_text())[0]
            for change in self.changes():
                with self.subTest(model=name, change=change.__name__):
                    process = self.start_with_model("-dv", "-m", f"./{name}.pithm")
                    change(self.folder / f"{name}.pithm")
                    self.assertEqual(self.result(process, archive), sample_text())
                    self.restore(name)
