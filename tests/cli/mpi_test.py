"""pith-mpi: several processes train one model, and end together. Skipped where MPI is not there."""

import json
import os
import shutil
import signal
import subprocess
import time
import unittest

from support import PATIENCE, CliTest
from train_test import DATE, prose

PITH_MPI = os.environ.get("PITH_MPI", "")
MPIRUN = shutil.which("mpirun")


@unittest.skipUnless(PITH_MPI and MPIRUN, "no MPI")
class MpiTest(CliTest):
    """The folder has texts/0.txt to texts/7.txt."""

    def setUp(self):
        super().setUp()
        self.environment = {**os.environ, "PITH_MODELS": str(self.folder), "PITH_MODEL": "none"}
        (self.folder / "texts").mkdir()
        for number in range(8):
            self.write(f"texts/{number}.txt", prose(number))

    def start(self, *arguments, **options):
        options.setdefault("env", self.environment)
        return super().start(*arguments, **options)

    def begin(self, ranks, *arguments):
        command = [MPIRUN, "--allow-run-as-root", "--oversubscribe", "-n", str(ranks), PITH_MPI, *arguments]
        return subprocess.Popen(command, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)

    def run_ranks(self, ranks, *arguments, expect=0):
        process = self.begin(ranks, *arguments)
        output, messages = process.communicate(timeout=9 * PATIENCE)
        self.assertEqual(process.returncode, expect, messages.decode())
        return output, messages.decode()

    def test_ngram_models_are_the_same_bytes_for_any_number_of_ranks_and_without_mpi(self):
        self.pith("train", "-q", "--date", DATE, "-o", "m.pithm", "texts")
        alone = self.read("m.pithm")
        for ranks in (1, 2, 3):
            (self.folder / "m.pithm").unlink()
            report, _ = self.run_ranks(ranks, "train", "-q", "--json", "--date", DATE, "-o", "m.pithm", "texts")
            self.assertEqual(self.read("m.pithm"), alone, f"{ranks} ranks")
            self.assertEqual(json.loads(report)["model_bytes"], len(alone))

    def test_ranks_train_a_network_and_leave_nothing_behind(self):
        self.run_ranks(2, "train", "-q", "--time", "2s", "--units", "64", "--local-steps", "2", "--keep-network", "-o",
                       "m.pithm", "texts")
        self.assertEqual(self.names(), ["m.pithm", "texts"])
        info = self.pith("info", "m.pithm")[0].decode()
        self.assertIn("--local-steps 2 --bits 4", info)
        self.assertIn("64 units, trained for 2 s", info)

    def test_a_rank_that_is_killed_ends_the_job_and_the_next_one_goes_on(self):
        arguments = ["train", "-q", "--time", "1h", "--units", "64", "--local-steps", "1", "--bits", "32", "-o",
                     "m.pithm", "texts"]
        process = self.begin(2, *arguments)
        deadline = time.monotonic() + 9 * PATIENCE
        while "m.pithm.checkpoint" not in self.names():
            self.assertLess(time.monotonic(), deadline)
            self.assertIsNone(process.poll())
            time.sleep(0.1)
        ranks = subprocess.run(["pgrep", "-P", str(process.pid)], stdout=subprocess.PIPE, check=True).stdout.split()
        os.kill(int(ranks[-1]), signal.SIGKILL)
        _, messages = process.communicate(timeout=9 * PATIENCE)
        self.assertNotEqual(process.returncode, 0)
        self.assertIn("exited on signal 9 (Killed)", messages.decode())
        self.assertNotIn("m.pithm", self.names())
        arguments[arguments.index("1h")] = "1h"
        process = self.begin(3, *arguments, "--resume")
        time.sleep(2)
        self.assertIsNone(process.poll())
        process.terminate()
        process.communicate(timeout=9 * PATIENCE)

    def test_other_options_on_one_rank_are_refused_before_training(self):
        (self.folder / "others").mkdir()
        for number in range(3):
            self.write(f"others/{number}.txt", prose(90 + number))
        mpirun = [MPIRUN, "--allow-run-as-root", "--oversubscribe"]
        rank = [PITH_MPI, "train", "-q", "-o", "m.pithm"]
        for difference, message in ((["others"], "rank 1 has other texts than rank 0"),
                                    (["--max-size", "3M", "texts"], "rank 1 has other options")):
            command = [*mpirun, "-n", "1", *rank, "texts", ":", "-n", "1", *rank, *difference]
            done = subprocess.run(command, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, timeout=9 * PATIENCE, check=False)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(message, done.stderr.decode())
            self.assertNotIn("m.pithm", self.names())

    def test_what_is_no_training_is_refused(self):
        self.assertIn("Usage: mpirun", self.run_ranks(1, "compress", "texts/1.txt", expect=1)[1])
        self.assertIn(b"Usage: mpirun", self.run_ranks(1, "--help")[0])
