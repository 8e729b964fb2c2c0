"""tools/slurm/measure_jsonl.sbatch, run as Slurm runs its tasks: a stand-in that sets the variables of an array job."""

import gzip
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from support import TOOLS

PITH = os.environ.get("PITH")


@unittest.skipUnless(PITH, "there is no program")
class ArrayJob(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        texts = [f"The {i}th line of a text, and some more. " * (1 + i % 7) for i in range(50)]
        self.documents = [{"id": i, "text": text} for i, text in enumerate(texts)]

    def write(self, name, documents):
        (self.folder / name).write_text("".join(json.dumps(each) + "\n" for each in documents), encoding="utf-8")

    def tasks(self, count, *arguments):
        for task in range(count):
            environment = {**os.environ, "SLURM_ARRAY_TASK_ID": str(task + 3), "SLURM_ARRAY_TASK_MIN": "3",
                           "SLURM_ARRAY_TASK_COUNT": str(count), "SLURM_CPUS_PER_TASK": "1", "PITH_MODEL": "none"}
            subprocess.run([TOOLS / "slurm/measure_jsonl.sbatch", "-1", "--static", *arguments], cwd=self.folder,
                           env=environment, check=True, stdout=subprocess.DEVNULL)

    def merged(self):
        reports = sorted((self.folder / "out").glob("*.report.json"))
        run = subprocess.run([PITH, "measure", "--merge", "--json", *reports], check=True, capture_output=True)
        return json.loads(run.stdout)

    def whole(self, *files):
        command = [PITH, "measure", "-1", "--static", "-m", "none", "--jsonl", "text", *files, "-o", "whole.jsonl"]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)
        return json.loads((self.folder / "whole.jsonl.report.json").read_text(encoding="utf-8"))

    def test_tasks_are_shards_of_the_lines_of_one_file(self):
        self.write("in.jsonl", self.documents)
        self.tasks(3, "text", "out", "in.jsonl")
        self.tasks(3, "text", "out", "in.jsonl")  # again: all is passed over
        self.assertEqual(self.merged(), self.whole("in.jsonl"))
        ids = []
        for part in (self.folder / "out").glob("*.gz"):
            ids += [json.loads(line)["id"] for line in gzip.decompress(part.read_bytes()).splitlines()]
        self.assertEqual(sorted(ids), list(range(50)))

    def test_tasks_are_shards_of_many_files(self):
        names = [f"{i}.jsonl" for i in range(5)]
        for i, name in enumerate(names):
            self.write(name, self.documents[10 * i : 10 * i + 10])
        self.tasks(2, "text", "out", *names)
        self.assertEqual(self.merged(), self.whole(*names))

    def test_without_slurm_it_says_how_it_is_started(self):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("SLURM")}
        command = [TOOLS / "slurm/measure_jsonl.sbatch", "text", "out", "in"]
        run = subprocess.run(command, capture_output=True, text=True, env=environment)
        self.assertEqual(run.returncode, 1)
        self.assertIn("sbatch --array", run.stderr)


if __name__ == "__main__":
    unittest.main()
