"""Every example that --help shows is a command line that works."""

import json
import os
import re
import shutil
import subprocess

from support import PITH, CliTest

TIME_LIMIT = 120  # seconds, for an example


def prose(seed):
    words = "the old harbour of lantern tide and letters from whom it came to no one".split()
    chosen = (words[(seed * i * i + i) % len(words)] + ("." if i % 9 == seed % 9 else "") for i in range(6000))
    return " ".join(chosen).encode()


class Examples(CliTest):
    """Each is run in a folder that has the files it names, with pith and small models where they are looked for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        commands = json.loads(subprocess.run([PITH, "help", "--options-json"], capture_output=True, check=True).stdout)
        cls.examples = {command["name"]: command["examples"] for command in commands["commands"]}
        cls.overview = [line.strip() for line in commands["help"].splitlines() if line.startswith("  pith ")]

    def setUp(self):
        super().setUp()
        self.programs = self.folder / "programs"
        self.work = self.folder / "work"
        models = self.folder / "home/.local/share/pith/models"
        for folder in (self.programs, self.work, models):
            os.makedirs(folder)
        os.symlink(PITH, self.programs / "pith")
        for program in ("jq", "less"):  # what an example pipes into is not ours to test
            self.program(program, "cat")
        self.program("tail", "cat \"$2\"")  # without waiting for more
        self.program("ssh", "mkdir -p \"$1\" && cd \"$1\" && exec sh -c \"$2\"")
        self.program("tools/plot_mdl", "cat > plot.json")
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("PITH_")}
        self.environment.update(HOME=str(self.folder / "home"), PATH=f"{self.programs}:{self.environment['PATH']}")
        self.put_texts()
        trained = ["pith train -q --max-size 300k -o", "texts"]
        for name in ("english", "legal", "logs", "letters"):
            if name == "english":
                self.run_in_shell(f"{trained[0]} {models}/english.pithm {trained[1]} > ../report")
            else:
                shutil.copy(models / "english.pithm", models / f"{name}.pithm")
        shutil.copy(models / "english.pithm", self.work / "english.pithm")
        self.models = models
        self.pristine = self.folder / "pristine"
        for folder in (self.work, models):
            shutil.copytree(folder, self.pristine / folder.name)

    def program(self, name, body):
        path = self.programs / name if "/" not in name else self.work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def put_texts(self):
        folders = ("texts", "corpus", "contracts", "held-out", "novels", "my-texts", "notes", "old", "public",
                   "../home/letters")
        for folder in folders:
            (self.work / folder).mkdir()
            for number in (1, 2, 3):
                (self.work / folder / f"{number}.txt").write_bytes(prose(number))
        for name in ("book.txt", "other.txt", "web.txt", "chapter1.txt", "letter.txt", "today.log",
                     "v1.txt", "v2.txt"):
            (self.work / name).write_bytes(prose(len(name)))
        (self.work / "log").write_bytes(b"".join(b"%d: %s\n" % (i, prose(i)[:40]) for i in range(1200)))

    def run_in_shell(self, line):
        process = self.start("bash", "-o", "pipefail", "-c", line, program="/usr/bin/env", cwd=self.work,
                             env=self.environment)
        output, messages = process.communicate(timeout=TIME_LIMIT)
        self.assertEqual(process.returncode, 0, f"{line}\n{messages.decode()}")
        return output

    def example(self, line):
        """Runs it in folders as new; a network is trained for a second in the place of hours."""
        line = re.split(r"\s{2,}", line.strip())[0]  # what follows says what it is for
        for time in ("2h", "20m"):
            line = line.replace(f"--time {time}", "--time 1s --units 64")
        for folder in (self.work, self.models):
            shutil.rmtree(folder)
            shutil.copytree(self.pristine / folder.name, folder)
        if ".pith" in line.replace(".pithm", ""):
            self.run_in_shell("pith -1kq book.txt -m none && tar -cf - notes | pith -1q > notes.tar.pith")
            self.run_in_shell("pith -1cq log -m none > log.pith")
        if "-d" in line.split() or "decompress" in line.split():
            self.run_in_shell("rm -f book.txt")
        if line.startswith("pith merge"):
            for party in ("anna", "ben"):
                self.run_in_shell(f"pith train -q --from english --party {party} --update {party}.pithu texts")
        name = re.search(r"-o (\S+)\.pithm", line)
        if name:
            self.run_in_shell(f"rm -f {name.group(1)}.pithm")
        return self.run_in_shell(line)

    def run_all(self, command):
        self.assertTrue(self.examples[command])
        for line in self.examples[command]:
            with self.subTest(line):
                self.example(line)

    def test_of_all_commands_together(self):
        for line in self.overview:
            with self.subTest(line):
                self.example(line)

    def test_of_archives(self):
        for command in ("compress", "decompress", "test", "list", "estimate", "info", "help"):
            self.run_all(command)

    def test_of_measure(self):
        self.run_all("measure")

    def test_of_analyze(self):
        self.run_all("analyze")

    def test_of_sample(self):
        self.run_all("sample")

    def test_of_train(self):
        self.run_all("train")

    def test_of_merge(self):
        self.run_all("merge")

    def test_all_commands_are_tried(self):
        tried = {"compress", "decompress", "test", "list", "estimate", "info", "help", "measure", "analyze", "sample",
                 "train", "merge"}
        self.assertEqual(set(self.examples), tried)
