"""pith measure --jsonl: corpora in JSON lines, measured, filtered, in shards, and added up."""

import gzip
import json
import lzma
import os
import random
import shutil
import signal
import subprocess
import time

from support import ERROR, SUCCESS, WARNING, CliTest, sample_text


def documents(count=60, seed=3):
    choose = random.Random(seed)
    texts = [sample_text(choose.randrange(20, 900), seed=i).decode() for i in range(count - 4)]
    return texts + ["", "naïve café", "日本語のテキスト", "🙂🚀 e\u0301"]


class Jsonl(CliTest):
    def corpus(self, name="corpus.jsonl", texts=None, opener=open):
        with opener(self.folder / name, "wt", encoding="utf-8") as file:
            for number, text in enumerate(documents() if texts is None else texts):
                file.write(json.dumps({"id": number, "text": text}) + "\n")
        return name

    def measure(self, *arguments, **options):
        return self.pith("measure", "-1", "--jsonl", "text", *arguments, **options)

    def lines(self, data):
        return [json.loads(line) for line in data.splitlines()]

    def report(self, name):
        return json.loads(self.read(name))

    def test_each_document_comes_back_with_what_it_costs_as_a_text_of_its_own(self):
        out, _ = self.measure(self.corpus())
        lines = self.lines(out)
        self.assertEqual([line["text"] for line in lines], documents())
        self.assertEqual([line["chars"] for line in lines], [len(text) for text in documents()])
        self.assertEqual([line["bytes"] for line in lines], [len(text.encode()) for text in documents()])
        self.assertIsNone(lines[documents().index("")]["bits_per_char"])
        for line in lines[:5] + lines[-3:]:
            self.write("one.txt", line["text"].encode())
            alone = json.loads(self.pith("measure", "-1", "--json", "one.txt")[0])["models"][0]["total"]
            self.assertEqual(line["bits"], alone["bits"])
            self.assertAlmostEqual(line["perplexity"], alone["perplexity_per_char"])

    def test_threads_change_nothing(self):
        name = self.corpus(texts=documents(400))
        self.assertEqual(self.measure(name)[0], self.measure("-T2", name)[0])

    def test_packed_files_are_read_and_written_by_their_names_and_first_bytes(self):
        plain = self.lines(self.measure(self.corpus())[0])
        self.corpus("a.jsonl.gz", opener=gzip.open)
        self.corpus("a.jsonl.xz", opener=lzma.open)
        for source in ("a.jsonl.gz", "a.jsonl.xz"):
            self.assertEqual(self.lines(self.measure(source)[0]), plain)
        self.measure("a.jsonl.gz", "-o", "out.jsonl.gz")
        self.assertEqual(self.lines(gzip.decompress(self.read("out.jsonl.gz"))), plain)
        self.measure("a.jsonl.gz", "-o", "out.jsonl.xz")
        self.assertEqual(self.lines(lzma.decompress(self.read("out.jsonl.xz"))), plain)
        both = gzip.compress(b'{"text":"one"}\n') + gzip.compress(b'{"text":"two"}')
        for padded in (both, both + bytes(512)):
            self.assertEqual([line["text"] for line in self.lines(self.measure(stdin=padded)[0])], ["one", "two"])
        self.measure(stdin=both + b"rest", expect=ERROR)

    def test_what_needs_too_much_memory_to_unpack_is_not_called_damaged(self):
        wide = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}]
        data = lzma.compress(b'{"text":"one"}', filters=wide)
        self.assertIn("needs more than 256 MB of memory", self.measure(stdin=data, expect=ERROR)[1])

    def test_zstd_is_read_and_written_where_the_build_has_it(self):
        if not shutil.which("zstd"):
            self.skipTest("no zstd")
        plain = self.lines(self.measure(self.corpus())[0])
        subprocess.run(["zstd", "-q", "corpus.jsonl"], cwd=self.folder, check=True)
        process = self.start("measure", "-1", "--jsonl", "text", "corpus.jsonl.zst", "-o", "out.zst")
        messages = process.communicate()[1].decode()
        if "lacks zstd" in messages:
            self.skipTest(messages)
        unpacked = subprocess.run(["zstd", "-dc", "out.zst"], cwd=self.folder, check=True, capture_output=True).stdout
        self.assertEqual(self.lines(unpacked), plain)

    def test_damaged_packed_files_leave_no_output(self):
        self.corpus("a.jsonl.gz", opener=gzip.open)
        whole = self.read("a.jsonl.gz")
        self.write("cut.jsonl.gz", whole[:-20])
        self.write("bad.jsonl.gz", whole[:60] + bytes([whole[60] ^ 255]) + whole[61:])
        _, messages = self.measure("cut.jsonl.gz", "-o", "out.jsonl", expect=ERROR)
        self.assertIn("cut.jsonl.gz: what it packs ends early", messages)
        self.measure("bad.jsonl.gz", "-o", "out.jsonl", expect=ERROR)
        self.assertEqual(self.names(), ["a.jsonl.gz", "bad.jsonl.gz", "cut.jsonl.gz"])

    def test_malformed_lines_are_named_counted_and_passed_over(self):
        lines = [b'{"text":"good"}', b"{", b"", b'{"text":3}', b'{"text":"fine"}'] + [b"[]"] * 9
        self.write("mixed.jsonl", b"\n".join(lines))
        out, messages = self.measure("mixed.jsonl", "-o", "out.jsonl", expect=WARNING)
        self.assertEqual([line["text"] for line in self.lines(self.read("out.jsonl"))], ["good", "fine"])
        self.assertIn("mixed.jsonl: line 2 is no JSON", messages)
        self.assertIn('line 4 has no string "text"', messages)
        self.assertIn("6 more lines are malformed", messages)
        self.assertEqual(self.report("out.jsonl.report.json")["malformed"], 11)

    def test_keep_writes_those_that_a_condition_holds_for(self):
        everything = self.lines(self.measure(self.corpus())[0])
        kept = self.lines(self.measure("corpus.jsonl", "--keep", "bits_per_char < 3")[0])
        self.assertEqual(kept, [line for line in everything if (line["bits_per_char"] or 9) < 3])
        self.assertTrue(0 < len(kept) < len(everything))
        self.measure("corpus.jsonl", "--keep", "colour < 2", expect=ERROR)

    def test_buckets_divide_the_documents_as_percents_say(self):
        name = self.corpus(texts=documents(200)[:196])
        self.measure(name, "--buckets", "30,60", "-o", "out.jsonl")
        lines = self.lines(self.read("out.jsonl"))
        highest = {}
        for bucket in ("head", "middle", "tail"):
            values = [line["bits_per_char"] for line in lines if line["bucket"] == bucket]
            highest[bucket] = (min(values), max(values), len(values) / len(lines))
        self.assertLessEqual(highest["head"][1], highest["middle"][0])
        self.assertLessEqual(highest["middle"][1], highest["tail"][0])
        self.assertAlmostEqual(highest["head"][2], 0.3, delta=0.02)
        self.assertAlmostEqual(highest["middle"][2], 0.3, delta=0.02)
        self.measure(name, "--cuts", "out.jsonl.report.json", "-o", "again.jsonl")
        self.assertEqual(self.read("again.jsonl"), self.read("out.jsonl"))

    def test_shards_added_up_have_the_figures_of_one_run(self):
        name = self.corpus(texts=documents(333))
        self.measure(name, "-o", "whole.jsonl", "--buckets", "30,60")
        reports = []
        for part in range(4):
            self.measure(name, "--shard", f"{part}/4", "-o", f"part{part}.jsonl", "--buckets", "30,60")
            reports.append(f"part{part}.jsonl.report.json")
        merged = self.pith("measure", "--merge", "--json", *reports)[0]
        whole = self.report("whole.jsonl.report.json")
        self.assertEqual(whole.pop("run")["shard"], "")
        self.assertEqual(json.loads(merged), whole)
        table = self.pith("measure", "--merge", *reports)[0].decode()
        self.assertIn("bits/char of documents like these", table)

    def test_shards_of_many_files_are_files(self):
        for i in range(5):
            self.corpus(f"{i}.jsonl", texts=[f"document {i}"])
        names = [f"{i}.jsonl" for i in range(5)]
        out = self.measure("--shard", "1/2", *names)[0]
        self.assertEqual([line["text"] for line in self.lines(out)], ["document 1", "document 3"])

    def test_a_folder_goes_into_a_folder_and_resume_passes_over_what_is_done(self):
        os.mkdir(self.folder / "in")
        for i in range(3):
            self.corpus(f"in/{i}.jsonl", texts=documents(20, seed=i))
        self.write("in/notes.txt")
        first, _ = self.measure("in", "-o", "out/")
        self.assertEqual(sorted(os.listdir(self.folder / "out")),
                         sorted(name for i in range(3) for name in (f"{i}.jsonl", f"{i}.jsonl.report.json")))
        os.remove(self.folder / "out/1.jsonl.report.json")
        before = os.stat(self.folder / "out/0.jsonl").st_mtime_ns
        again, _ = self.measure("in", "-o", "out/", "--resume")
        self.assertEqual(again, first)
        self.assertEqual(os.stat(self.folder / "out/0.jsonl").st_mtime_ns, before)
        self.measure("in", "-o", "out/", expect=ERROR)

    def test_what_is_killed_leaves_nothing_and_resume_goes_on(self):
        name = self.corpus(texts=documents(60) * 10)
        process = self.start("measure", "-3", "--jsonl", "text", name, "-o", "out.jsonl.gz")
        time.sleep(0.3)
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.assertNotIn("out.jsonl.gz", self.names())
        self.measure(name, "-o", "out.jsonl.gz", "--resume", expect=SUCCESS)
        self.assertEqual(len(gzip.decompress(self.read("out.jsonl.gz")).splitlines()), 600)

    def test_reports_that_do_not_belong_together_are_refused(self):
        name = self.corpus()
        self.measure(name, "-o", "a.jsonl")
        self.pith("measure", "-2", "--jsonl", "text", name, "-o", "b.jsonl")
        self.write("c.json", b'{"what": "a poem"}')
        os.symlink("a.jsonl.report.json", self.folder / "link")
        for other in ("b.jsonl.report.json", "c.json", "a.jsonl", "a.jsonl.report.json", "link"):
            self.pith("measure", "--merge", "a.jsonl.report.json", other, expect=ERROR)

    def test_options_that_contradict_each_other_are_refused(self):
        self.corpus()
        for arguments in (["--per-line"], ["--json"], ["--shard", "4/4"], ["--buckets", "60,30"],
                          ["-m", "none", "-m", "x"], ["--buckets", "30", "--cuts", "x"]):
            self.measure(*arguments, "corpus.jsonl", expect=ERROR)
        self.pith("measure", "--keep", "bits < 3", "corpus.jsonl", expect=ERROR)
        self.pith("measure", "--jsonl", "bits", "corpus.jsonl", expect=ERROR)
