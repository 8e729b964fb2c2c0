"""What a text would cost, told before it is compressed."""

import json
import os
import subprocess
import unittest

from support import CliTest, sample_text

MAKE_MODEL = os.environ.get("MAKE_MODEL", "make_model")


class Estimates(CliTest):
    def estimates(self, *arguments, **options):
        return json.loads(self.pith("-b", "--json", *arguments, **options)[0])["files"]

    def test_of_a_short_text_they_are_what_it_costs(self):
        self.write("text")
        (file,) = self.estimates("-m", "none", "text")
        self.assertEqual((file["text_bytes"], file["sample_bytes"]), (len(sample_text()), len(sample_text())))
        self.assertEqual([s["level"] for s in file["settings"]], [1, 2, 3])
        for setting in file["settings"]:
            archive, _ = self.pith(f"-{setting['level']}c", "-m", "none", "text")
            self.assertEqual(setting["archive_bytes"], len(archive))
            self.assertIsNone(setting["model"])
            self.assertGreater(setting["memory_bytes"], 1 << 20)
            self.assertGreater(setting["bytes_per_second"], 0)
        self.assertEqual(self.names(), ["text"])

    def test_models_are_told_of_beside_none(self):
        self.write("text")
        subprocess.run([MAKE_MODEL, "mine", "m.pithm"], cwd=self.folder, check=True, capture_output=True)
        (file,) = self.estimates("-m", "./m.pithm", "text")
        self.assertEqual({s["model_name"] for s in file["settings"]}, {None, "mine"})
        (file,) = self.estimates("text", env={**os.environ, "PITH_MODELS": str(self.folder)})
        self.assertIn("mine", {s["model_name"] for s in file["settings"]})

    def test_a_long_text_is_sampled_and_a_pipe_read_in_part(self):
        text = sample_text(100000)
        self.write("text", text)
        (file,) = self.estimates("-m", "none", "text")
        self.assertEqual((file["text_bytes"], file["sample_bytes"]), (len(text), 65536))
        archive, _ = self.pith("-1c", "-m", "none", "text")
        self.assertAlmostEqual(file["settings"][0]["archive_bytes"] / len(archive), 1, delta=0.2)
        (file,) = self.estimates("-m", "none", stdin=text)
        self.assertEqual((file["text_bytes"], file["sample_bytes"]), (65536, 65536))

    def test_the_table_has_a_row_for_each_setting_and_an_empty_text_has_no_ratio(self):
        self.write("empty", b"")
        table = self.pith("estimate", "-m", "none", "empty")[0].decode()
        self.assertIn("empty: 0 bytes", table)
        self.assertEqual(len(table.splitlines()), 2 + 3)
        self.assertIn("missing", self.pith("-b", "-m", "none", "missing", "empty", expect=1)[1])


if __name__ == "__main__":
    unittest.main()
