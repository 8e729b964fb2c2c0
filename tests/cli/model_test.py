"""Models on the command line: which one is taken, how archives find theirs, what is told about them."""

import json
import os
import shutil
import subprocess

from support import ERROR, PITH, CliTest, sample_text

MAKE_MODEL = os.path.abspath(os.environ.get("MAKE_MODEL", "make_model"))


class ModelTest(CliTest):
    """PITH_MODELS is the folder "models" in self.folder; the user has no models, and nothing names a default."""

    def setUp(self):
        super().setUp()
        self.models = self.folder / "models"
        self.models.mkdir()
        self.environment = {**os.environ, "PITH_MODELS": str(self.models), "XDG_DATA_HOME": str(self.folder / "data")}
        self.environment.pop("PITH_MODEL")

    def start(self, *arguments, **options):
        options.setdefault("env", self.environment)
        return super().start(*arguments, **options)

    def make(self, name, path=None, description=""):
        """Makes a model, in the folder of models or at a path of its own. Returns its identity."""
        path = self.models / f"{name}.pithm" if path is None else self.folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        command = [MAKE_MODEL, name, path, description]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def archive_with(self, model, name="book.txt.pith"):
        return self.write(name, self.pith("-1", "-m", model, stdin=sample_text())[0])

    def member(self, name="book.txt.pith"):
        return json.loads(self.pith("info", "--json", name)[0])["archives"][0]["members"][0]


class Choosing(ModelTest):
    def test_a_model_is_named_by_its_name_or_its_file(self):
        identity = self.make("tiny")
        self.make("tiny", "elsewhere/other.file")
        absolute = str(self.models / "tiny.pithm")
        for model in ("tiny", "tiny.pithm", "models/tiny.pithm", "./elsewhere/other.file", absolute):
            self.archive_with(model)
            self.assertEqual(self.member()["model"], identity)

    def test_english_is_the_default_of_measuring(self):
        identity = self.make("english")
        _, messages = self.pith("measure", "-1v", stdin=b"text")
        self.assertTrue(messages.startswith(f"model english {identity}\n"))

    def test_none_is_from_empty(self):
        self.make("english")
        self.archive_with("none")
        self.assertIsNone(self.member()["model"])

    def test_the_environment_names_another_default(self):
        self.make("english")
        identity = self.make("tiny")
        self.environment["PITH_MODEL"] = "tiny"
        self.archive()
        self.assertEqual(self.member()["model"], identity)
        self.environment["PITH_MODEL"] = "none"
        self.archive()
        self.assertIsNone(self.member()["model"])

    def test_without_any_model_coding_starts_from_empty_and_says_so(self):
        program = shutil.copy(PITH, self.folder)  # one that lies in no source tree
        output, messages = self.pith("-1", stdin=sample_text(), program=program)
        self.assertTrue(messages.startswith("pith: no model is found"))
        self.write("a.pith", output)
        self.assertIsNone(self.member("a.pith")["model"])

    def test_a_model_beside_the_program_is_found(self):
        identity = self.make("english", "prefix/share/pith/models/english.pithm")
        (self.folder / "prefix/bin").mkdir()
        program = shutil.copy(PITH, self.folder / "prefix/bin")
        _, messages = self.pith("measure", "-1v", stdin=sample_text(), program=program)
        self.assertTrue(messages.startswith(f"model english {identity}\n"))

    def test_a_model_that_is_not_there_is_an_error_before_any_file_changes(self):
        self.write("book.txt")
        for arguments in (["-k"], ["measure"]):
            message = self.refused(*arguments, "-m", "missing", "book.txt")
            self.assertIn("no model missing: there is no missing.pithm in ", message)
            self.assertIn(str(self.models), message)
        self.assertIn("no model file ./missing", self.refused("-m", "./missing", "book.txt"))
        self.assertNotIn("book.txt.pith", self.names())

    def test_what_is_no_model_is_refused(self):
        self.write("text.pithm", b"just a text")
        self.assertIn("text.pithm: not a pith model", self.refused("-m", "text.pithm", stdin=b"text"))
        self.assertIn("-m needs", self.refused("-m", "", stdin=b"text"))


class CurrentFolder(ModelTest):
    def test_the_default_model_does_not_come_from_the_current_folder(self):
        self.make("english", "english.pithm")
        program = shutil.copy(PITH, self.folder / "models")  # one that lies in no source tree
        output, _ = self.pith("-1", stdin=sample_text(), program=program)
        self.assertEqual(output, self.pith("-1", "-m", "none", stdin=sample_text())[0])
        self.environment["PITH_MODEL"] = "english"
        self.assertIn("no model english", self.refused("-1", stdin=sample_text(), program=program))

    def test_a_name_is_not_looked_for_in_the_current_folder_and_a_file_is(self):
        identity = self.make("tiny", "tiny.pithm")
        message = self.refused("-1", "-m", "tiny", stdin=sample_text())
        self.assertIn("to use the one in the current folder, name it ./tiny.pithm", message)
        for model in ("tiny.pithm", "./tiny.pithm"):
            self.archive_with(model)
            self.assertEqual(self.member()["model"], identity[:6])

    def test_the_file_here_is_taken_before_one_of_the_name_elsewhere(self):
        self.make("tiny")
        identity = self.make("tiny", "tiny.pithm", description="here")
        self.archive_with("tiny.pithm")
        self.assertEqual(self.member()["model"], identity[:6])

    def test_an_identity_is_not_looked_for_in_the_current_folder(self):
        self.make("tiny", "tiny.pithm")
        self.archive_with("tiny.pithm")
        self.assertIn("needs the model", self.refused("-dc", "book.txt.pith"))
        self.assertIsNone(self.member()["model_name"])
        self.assertEqual(self.pith("-dc", "-m", "tiny.pithm", "book.txt.pith")[0], sample_text())


class Decoding(ModelTest):
    def test_the_model_is_found_by_its_identity_whatever_its_file_is_called(self):
        self.make("tiny")
        self.archive_with("tiny")
        (self.models / "tiny.pithm").rename(self.models / "renamed.pithm")
        self.make("another")
        self.assertEqual(self.pith("-dc", "book.txt.pith")[0], sample_text())
        self.assertEqual(self.pith("-t", "book.txt.pith")[1], "")

    def test_without_the_model_nothing_is_decoded_and_the_message_says_what_is_needed(self):
        identity = self.make("tiny")
        self.archive_with("tiny")
        (self.models / "tiny.pithm").unlink()
        for mode in ("-d", "-t"):
            message = self.refused(mode, "book.txt.pith")
            missing = f"book.txt.pith: the archive needs the model {identity[:6]}; no such model in {self.models}, "
            self.assertIn(missing, message)
            self.assertIn("name it with -m", message)
        self.assertNotIn("book.txt", self.names())

    def test_a_model_in_a_folder_of_its_own_is_named(self):
        self.make("tiny", "away/tiny.pithm")
        self.archive_with("away/tiny.pithm")
        self.assertEqual(self.pith("-dc", "-m", "away/tiny.pithm", "book.txt.pith")[0], sample_text())
        self.pith("test", "--model=away/tiny.pithm", "book.txt.pith")

    def test_another_model_than_the_one_needed_is_never_used(self):
        identity = self.make("tiny")
        other = self.make("other")
        self.archive_with("tiny")
        message = self.refused("-d", "-m", "other", "book.txt.pith")
        self.assertIn(f"needs the model {identity[:6]}, but -m gives other {other}", message)
        self.assertIn("but -m gives none", self.refused("-t", "-m", "none", "book.txt.pith"))

    def test_an_archive_from_empty_needs_no_model_whatever_is_named(self):
        self.make("english")
        self.archive_with("none")
        self.assertEqual(self.pith("-dc", "book.txt.pith")[0], sample_text())
        self.assertEqual(self.pith("-dc", "-m", "english", "book.txt.pith")[0], sample_text())

    def test_verbose_names_the_model_once(self):
        identity = self.make("tiny")
        self.archive_with("tiny", "a.pith")
        self.archive_with("tiny", "b.pith")
        _, messages = self.pith("-tv", "a.pith", "b.pith")
        self.assertEqual(messages.count(f"model tiny {identity}\n"), 1)


class Telling(ModelTest):
    def test_a_damaged_model_is_named_once(self):
        self.make("ours", "ours.pithm")
        self.write("ours.pithm", self.read("ours.pithm") + b"x")
        self.assertEqual(self.refused("info", "ours.pithm").count("ours.pithm: "), 1)

    def test_info_prints_all_that_a_model_says(self):
        identity = self.make("tiny", description="a model for tests")
        size = (self.models / "tiny.pithm").stat().st_size
        lines = self.pith("info", "models/tiny.pithm")[0].decode().splitlines()
        self.assertEqual(lines, [
            f"models/tiny.pithm: a pith model of {size} bytes",
            "  name:      tiny",
            f"  identity:  {identity}",
            "  about:     a model for tests",
            "  licence:   MIT",
            "  made:      2024-02-29 with pith 0.1.0",
            "  by:        pith train",
            "  texts:     2 files, 1,234,567 bytes",
            "  corpus:    novels, 1,234,000 bytes, SHA-256 " + 64 * "a",
            "  held out:  level 6: 2.125 bits a character, from empty 2.500, on 5,000 bytes of other text",
            "  language:  en",
            "  memory:    5 MB, once for all threads",
            f"  section:   metadata, {size - 64} bytes",
        ])  # fmt: skip

    def test_a_model_cannot_steer_the_terminal(self):
        self.make("tiny", description="\x1b[31mred\r\nline")
        text = self.pith("info", "models/tiny.pithm")[0].decode()
        self.assertIn("  about:     ␛[31mred␍↵line\n", text)

    def test_json_has_archives_and_models(self):
        identity = self.make("tiny", description="\x1b \u00e4")
        self.archive_with("tiny")
        report = json.loads(self.pith("info", "--json", "models/tiny.pithm", "book.txt.pith")[0])
        self.assertEqual(len(report["archives"]), 1)
        (model,) = report["models"]
        self.assertEqual((model["file"], model["name"], model["identity"]), ("models/tiny.pithm", "tiny", identity))
        self.assertEqual((model["description"], model["date"]), ("\x1b \u00e4", "2024-02-29"))
        self.assertEqual(model["bytes"], (self.models / "tiny.pithm").stat().st_size)
        self.assertEqual(model["corpora"], [{"name": "novels", "bytes": 1234000, "sha256": 64 * "a"}])
        self.assertEqual(model["held_out"][0]["bits_per_char"], 2.125)
        self.assertEqual(model["facts"], [{"name": "language", "value": "en"}])
        self.assertEqual([section["name"] for section in model["sections"]], ["metadata"])

    def test_archives_tell_the_name_of_their_model_if_it_is_found(self):
        identity = self.make("tiny")
        self.archive_with("tiny")
        text = self.pith("info", "book.txt.pith")[0].decode()
        self.assertIn(f"model:     tiny {identity}\n", text)
        self.assertRegex(text, r"decoding needs up to \d+ MB a thread and 5 MB for the model\n")
        self.assertEqual(self.pith("list", "book.txt.pith")[0].split()[-2], b"tiny")
        self.assertEqual((self.member()["model"], self.member()["model_name"]), (identity, "tiny"))
        (self.models / "tiny.pithm").unlink()
        text = self.pith("info", "book.txt.pith")[0].decode()
        self.assertIn(f"model:     {identity[:6]}, which is not found", text)
        self.assertRegex(text, r"decoding needs up to \d+ MB a thread and the model\n")
        self.assertEqual(self.pith("list", "book.txt.pith")[0].split()[-2].decode(), identity[:6])
        self.assertEqual((self.member()["model"], self.member()["model_name"]), (identity[:6], None))

    def test_a_damaged_model_is_reported_and_the_other_files_are_shown(self):
        self.make("tiny")
        damaged = bytearray((self.models / "tiny.pithm").read_bytes())
        damaged[-1] ^= 1
        self.write("damaged.pithm", damaged)
        self.write("short.pithm", damaged[:100])
        output, messages = self.pith("info", "damaged.pithm", "short.pithm", "models/tiny.pithm", expect=ERROR)
        self.assertTrue(output.startswith(b"models/tiny.pithm: a pith model"))
        lines = messages.splitlines()
        self.assertEqual(len(lines), 2)
        self.assertIn("damaged.pithm: the model is damaged: ", lines[0])
        self.assertIn("short.pithm: the model ends early, at byte 100 of ", lines[1])

    def test_an_archive_that_arrives_bit_by_bit_is_told_from_a_model(self):
        data = self.archive().read_bytes()
        reader, writer = os.pipe()
        process = self.start("info", stdin=reader)
        for byte in data:
            os.write(writer, bytes([byte]))
        os.close(writer)
        os.close(reader)
        self.assertIn(b"(stdin): a pith archive of 1 member", process.communicate()[0])

    def test_a_model_is_not_read_from_a_pipe(self):
        self.make("tiny")
        model = (self.models / "tiny.pithm").read_bytes()
        self.assertIn("name its file", self.refused("info", stdin=model, expect=ERROR))


class Measuring(ModelTest):
    def test_the_table_and_the_json_say_which_model_and_whether_it_adapts(self):
        identity = self.make("english")
        self.write("a", b"text")
        for arguments, headline, model, name, adaptive in (
            ([], f"adaptive, model english {identity}", identity, "english", True),
            (["--static"], f"static, model english {identity}", identity, "english", False),
            (["-m", "none", "--static"], "static, from empty", None, None, False),
        ):
            lines = self.pith("measure", "-1", *arguments, "a")[0].decode().splitlines()
            self.assertEqual(lines[0], "level 1, " + headline)
            report = json.loads(self.pith("measure", "-1", "--json", *arguments, "a")[0])
            (told,) = report["models"]
            self.assertEqual((told["model"], told["model_name"], report["adaptive"]), (model, name, adaptive))


class Help(ModelTest):
    def test_help_says_where_models_are_looked_for(self):
        text = self.pith("--help")[0].decode()
        self.assertIn("$PITH_MODELS", text)
        self.assertIn("$PITH_MODEL ", text)
        for command in ("compress", "decompress", "test", "measure"):
            self.assertIn("-m, --model MODEL", self.pith(command, "--help")[0].decode())
        self.assertNotIn("--model", self.pith("list", "--help")[0].decode())
