"""pith.distributed on a scheduler and two worker processes, one of which is killed."""

import gzip
import json
import os
import signal
import tempfile
import unittest
from pathlib import Path

import pith

try:
    from dask.distributed import Client, LocalCluster
except ImportError:
    Client = None


@unittest.skipIf(Client is None, "no python3-distributed")
class Distributed(unittest.TestCase):
    def test_a_corpus_is_measured_though_a_worker_is_killed(self):
        from pith import distributed, jsonl

        text = "The river was low that year, and the boats lay in the mud as if asleep. " * 30
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for i in range(8):
                files.append(Path(folder, f"{i}.jsonl.gz"))
                with gzip.open(files[-1], "wt") as file:
                    file.writelines(json.dumps({"text": text[j : 900 + j * 7]}) + "\n" for j in range(i, 120))
            model = pith.Model("english", level=3)
            expected = sum((jsonl.measure(file, model) for file in files), jsonl.Figures())
            with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1",
                              dashboard_address=None) as cluster, Client(cluster) as client:
                killed = []

                def kill_once(*_):
                    if not killed:
                        killed.append(next(iter(client.run(os.getpid).values())))
                        os.kill(killed[0], signal.SIGKILL)

                output = Path(folder, "out")
                figures = distributed.measure(files, client, model=model, output=output, on_file=kill_once)
            self.assertTrue(killed)
            self.assertEqual(figures, expected)
            self.assertEqual(sorted(os.listdir(output)), [file.name for file in files])


if __name__ == "__main__":
    unittest.main()
