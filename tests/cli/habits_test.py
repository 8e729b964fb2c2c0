"""What users of gzip, xz and zstd expect: their options, names of the program, and what is passed through."""

import os
import stat

from support import PITH, WARNING, CliTest, sample_text


class Options(CliTest):
    def test_rm_undoes_keep_and_keep_undoes_rm(self):
        self.write("a")
        self.pith("-1", "-k", "--rm", "a")
        self.assertEqual(self.names(), ["a.pith"])
        self.pith("-d", "--rm", "-k", "a.pith")
        self.assertEqual(self.names(), ["a", "a.pith"])

    def test_rm_keeps_what_goes_to_standard_output_or_another_name(self):
        self.write("a")
        self.pith("-1", "--rm", "-c", "a")
        self.pith("-1", "--rm", "-o", "b", "a")
        self.assertEqual(self.names(), ["a", "b"])

    def test_name_and_no_name_are_known_and_change_nothing(self):
        self.write("a")
        plain = self.pith("-1c", "a")[0]
        for option in ("-n", "-N", "--no-name", "--name", "-Nn"):
            self.assertEqual(self.pith("-1c", option, "a")[0], plain)

    def test_other_names_of_decompress_and_stdout(self):
        self.archive("a.pith")
        self.assertEqual(self.pith("--uncompress", "--to-stdout", "a.pith")[0], sample_text())
        self.assertEqual(self.names(), ["a.pith"])

    def test_a_suffix_of_ones_own_holds_both_ways(self):
        self.write("a")
        self.pith("-1", "-S", ".pp", "a")
        self.assertEqual(self.names(), ["a.pp"])
        self.assertIn("already has the suffix .pp", self.pith("-1", "-S.pp", "a.pp", expect=WARNING)[1])
        self.assertIn("does not end in .pith", self.pith("-d", "a.pp", expect=WARNING)[1])
        self.pith("-d", "--suffix=.pp", "a")
        self.assertEqual(self.names(), ["a"])
        for bad in ("", "a/b"):
            self.assertIn("end of a name", self.refused("-S", bad, "a"))

    def test_options_of_the_environment_come_first(self):
        self.write("a")
        environment = {**os.environ, "PITH_OPT": " -1k  --no-progress"}
        self.pith("a", env=environment)
        self.assertEqual(self.names(), ["a", "a.pith"])
        self.assertRegex(self.pith("-l", "a.pith", env=environment)[0].decode(), r" 1 +- +a\.pith")
        self.pith("-f", "--rm", "-2", "a", env=environment)
        self.assertEqual(self.names(), ["a.pith"])
        self.assertRegex(self.pith("-l", "a.pith")[0].decode(), r" 2 +- +a\.pith")

    def test_what_the_environment_has_besides_options_is_refused(self):
        self.write("a")
        for value in ("--nonsense", "-1 file"):
            message = self.refused("a", env={**os.environ, "PITH_OPT": value})
            self.assertIn("PITH_OPT: ", message)
        self.assertEqual(self.names(), ["a"])


class Names(CliTest):
    def test_an_archive_is_found_by_the_name_of_its_text(self):
        self.archive("a.pith")
        self.assertEqual(self.pith("-dc", "a")[0], sample_text())
        self.pith("-t", "a")
        self.assertIn("a.pith", self.pith("-l", "a")[0].decode())
        self.assertIn("a.pith: a pith archive", self.pith("info", "a")[0].decode())
        self.pith("-d", "a")
        self.assertEqual(self.names(), ["a"])
        self.assertIn("no such file", self.refused("-dc", "b"))

    def test_a_file_of_that_name_itself_comes_first(self):
        self.archive("a.pith")
        self.write("a", b"text")
        self.assertIn("does not end in .pith", self.pith("-d", "a", expect=WARNING)[1])

    def test_links_named_unpith_and_pithcat_decompress(self):
        for name in ("unpith", "pithcat"):
            os.symlink(PITH, self.folder / name)
        self.archive("a.pith")
        cat = str(self.folder / "pithcat")
        self.assertEqual(self.pith("a.pith", program=cat)[0], sample_text())
        self.assertEqual(self.pith(program=cat, stdin=self.read("a.pith"))[0], sample_text())
        self.pith("a.pith", program=str(self.folder / "unpith"))
        self.assertEqual(self.names(), ["a", "pithcat", "unpith"])
        self.assertRegex(self.pith("--version", program=cat)[0], rb"\Apith ")
        self.assertIn(b"pith -d", self.pith("--help", program=cat)[0])


class Recursion(CliTest):
    def setUp(self):
        super().setUp()
        os.makedirs(self.folder / "tree/deep")
        for name in ("tree/a", "tree/deep/b"):
            self.write(name)

    def below(self):
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())

    def test_all_files_below_a_folder_are_compressed_listed_tested_and_restored(self):
        self.write("single")
        self.pith("-1r", "tree", "single")
        self.assertEqual(self.below(), ["single.pith", "tree/a.pith", "tree/deep/b.pith"])
        self.assertEqual(self.pith("-1r", "tree"), (b"", ""))
        self.assertEqual(self.pith("-lr", "tree")[0].count(b"\n"), 4)
        self.pith("-tr", "tree")
        self.pith("-dr", "tree", "single")
        self.assertEqual(self.below(), ["single", "tree/a", "tree/deep/b"])

    def test_without_it_a_folder_is_passed_over(self):
        self.assertIn("is a directory", self.pith("-1", "tree", expect=WARNING)[1])
        self.assertEqual(self.below(), ["tree/a", "tree/deep/b"])

    def test_links_below_a_folder_are_not_followed(self):
        os.symlink("..", self.folder / "tree/deep/up")
        self.write("outside")
        os.symlink("../outside", self.folder / "tree/link")
        self.pith("-1r", "tree")
        self.assertEqual(self.below(), ["outside", "tree/a.pith", "tree/deep/b.pith", "tree/link"])

    def test_a_folder_that_cannot_be_read_is_named_and_the_rest_is_done(self):
        if os.geteuid() == 0:
            self.skipTest("root reads all folders")
        locked = self.folder / "tree/deep"
        locked.chmod(0)
        self.addCleanup(locked.chmod, stat.S_IRWXU)
        self.assertIn("tree/deep", self.pith("-1r", "tree", expect=1)[1])
        self.assertTrue((self.folder / "tree/a.pith").exists())


class PassingThrough(CliTest):
    def test_forced_to_standard_output_what_is_no_archive_is_passed_on(self):
        self.archive("a.pith")
        for content in (b"plain text\n", b"", bytes(range(256)) * 600, b"\xb6p"):
            self.write("plain", content)
            self.assertEqual(self.pith("-dcf", "plain")[0], content)
            self.assertEqual(self.pith("-dcf", stdin=content)[0], content)
            self.assertEqual(self.pith("-dcf", "plain", "a.pith")[0], content + sample_text())

    def test_without_force_it_is_an_error(self):
        self.write("plain", b"plain text")
        self.assertIn("not a pith archive", self.refused("-dc", "plain"))

    def test_a_damaged_archive_is_never_passed_on(self):
        self.write("a.pith", self.archive("b").read_bytes()[:-3])
        output, _ = self.pith("-dcf", "a.pith", expect=1)
        self.assertNotIn(b"\xb6p", output)
