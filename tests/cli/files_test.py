"""pith FILE, pith -d FILE.pith and the flags that say where results go and what becomes of the inputs."""

import os

from support import ERROR, WARNING, CliTest, sample_text


class CompressingAndDecompressing(CliTest):
    def test_a_file_becomes_an_archive_and_a_file_again(self):
        self.write("book.txt")
        output, messages = self.pith("-1", "book.txt")
        self.assertEqual((output, messages), (b"", ""))
        self.assertEqual(self.names(), ["book.txt.pith"])
        self.assertLess(len(self.read("book.txt.pith")), len(sample_text()))
        self.pith("-d", "book.txt.pith")
        self.assertEqual(self.names(), ["book.txt"])
        self.assertEqual(self.read("book.txt"), sample_text())

    def test_an_empty_file_makes_the_round_trip(self):
        self.write("empty", b"")
        self.pith("empty")
        self.pith("-d", "empty.pith")
        self.assertEqual(self.read("empty"), b"")

    def test_the_commands_do_what_the_flags_do(self):
        self.write("book.txt")
        self.pith("compress", "-1", "book.txt")
        self.pith("test", "book.txt.pith")
        self.pith("decompress", "book.txt.pith")
        self.assertEqual(self.read("book.txt"), sample_text())

    def test_z_compresses_and_the_last_mode_wins(self):
        self.write("book.txt")
        self.pith("-d1z", "book.txt")
        self.assertEqual(self.names(), ["book.txt.pith"])

    def test_a_file_named_like_a_command_is_reached_with_a_path_or_after_two_dashes(self):
        self.write("compress")
        self.pith("-k1", "./compress")
        self.pith("-1f", "--", "compress")
        self.assertEqual(self.names(), ["compress.pith"])

    def test_a_file_named_like_an_option_is_reached_after_two_dashes(self):
        self.write("-k")
        self.pith("-1", "--", "-k")
        self.assertEqual(self.names(), ["-k.pith"])

    def test_keep_keeps_the_input_in_both_directions(self):
        self.write("book.txt")
        self.pith("-k1", "book.txt")
        self.assertEqual(self.names(), ["book.txt", "book.txt.pith"])
        os.remove(self.folder / "book.txt")
        self.pith("--decompress", "--keep", "book.txt.pith")
        self.assertEqual(self.names(), ["book.txt", "book.txt.pith"])

    def test_stdout_keeps_the_input_and_joins_results(self):
        self.write("a", b"first ")
        self.write("b", b"second")
        archive, _ = self.pith("-1c", "a", "b")
        self.assertEqual(self.names(), ["a", "b"])
        self.write("both.pith", archive)
        output, _ = self.pith("-dc", "both.pith")
        self.assertEqual(output, b"first second")
        self.assertIn("both.pith", self.names())

    def test_output_names_the_result_and_keeps_the_input(self):
        self.write("book.txt")
        self.pith("-1", "-o", "small", "book.txt")
        self.pith("-d", "--output=back", "small")
        self.assertEqual(self.names(), ["back", "book.txt", "small"])
        self.assertEqual(self.read("back"), sample_text())

    def test_output_dash_is_standard_output(self):
        self.write("book.txt")
        archive, _ = self.pith("-1", "-o", "-", "book.txt")
        self.assertEqual(self.pith("-d", stdin=archive)[0], sample_text())

    def test_output_takes_standard_input_too(self):
        os.umask(0o027)
        self.addCleanup(os.umask, 0o022)
        self.pith("-1", "-o", "from-pipe", stdin=sample_text())
        self.assertEqual(self.pith("-dc", "from-pipe")[0], sample_text())
        self.assertEqual(os.stat(self.folder / "from-pipe").st_mode & 0o777, 0o640)

    def test_output_with_several_files_is_refused(self):
        self.write("a")
        self.write("b")
        self.assertIn("-o", self.refused("-o", "both", "a", "b"))
        self.assertEqual(self.names(), ["a", "b"])

    def test_output_onto_the_input_is_refused_even_with_force(self):
        self.write("book.txt")
        self.assertIn("both input and output", self.refused("-1f", "-o", "./book.txt", "book.txt"))
        self.assertEqual(self.read("book.txt"), sample_text())

    def test_output_into_a_folder_that_does_not_exist_is_an_error(self):
        self.write("book.txt")
        self.assertIn("folder does not exist", self.refused("-o", "nowhere/x", "book.txt"))

    def test_output_may_be_a_device(self):
        self.write("book.txt")
        self.pith("-1", "-o", "/dev/null", "book.txt")
        self.assertEqual(self.names(), ["book.txt"])

    def test_combined_flags_are_all_obeyed(self):
        self.write("book.txt")
        self.write("book.txt.pith", b"old")
        self.pith("-1kfT0", "book.txt")
        output, _ = self.pith("-dckT2", "book.txt.pith")
        self.assertEqual(output, sample_text())

    def test_threads_and_repetition_never_change_the_bytes(self):
        self.write("book.txt")
        results = {self.pith("-2c", f"-T{n}", "book.txt")[0] for n in (0, 1, 2, 1)}
        self.assertEqual(len(results), 1)

    def test_shorter_blocks_come_back_and_are_the_same_for_any_number_of_threads(self):
        self.write("book.txt")
        one_block = self.pith("-1c", "book.txt")[0]
        self.assertEqual(self.pith("-1c", "--block-size", "auto", "book.txt")[0], one_block)  # it is short
        results = {self.pith("-1c", "--block-size=1k", f"-T{n}", "book.txt")[0] for n in (1, 3)}
        self.assertEqual(len(results), 1)
        archive = results.pop()
        self.assertNotEqual(archive, one_block)
        self.assertEqual(self.pith("-dT2", stdin=archive)[0], sample_text())

    def test_a_block_size_that_no_archive_can_have_is_refused(self):
        self.write("book.txt")
        for value in ("0", "17M", "automatic"):
            with self.subTest(value=value):
                self.assertIn("--block-size", self.refused("-1c", "--block-size", value, "book.txt"))

    def test_every_level_makes_the_round_trip_and_the_archive_names_it(self):
        self.write("small", b"a small text, a small text")
        for level in range(1, 10):
            archive, _ = self.pith(f"-{level}c", "small")
            self.assertEqual(archive[2] & 15, level)
            self.assertEqual(self.pith("-d", stdin=archive)[0], b"a small text, a small text")

    def test_fast_and_best_are_the_ends_of_the_levels_and_the_last_level_wins(self):
        self.write("small", b"small")
        self.assertEqual(self.pith("-c", "--fast", "small")[0][2] & 15, 1)
        self.assertEqual(self.pith("-c1", "--best", "small")[0][2] & 15, 9)
        self.assertEqual(self.pith("-c94", "small")[0][2] & 15, 4)
        self.assertEqual(self.pith("-c", "small")[0][2] & 15, 6)


class OverwritingAndSkipping(CliTest):
    def test_an_existing_result_is_kept_without_force(self):
        self.write("book.txt")
        self.write("book.txt.pith", b"precious")
        self.assertIn("use -f", self.refused("book.txt"))
        self.assertEqual(self.read("book.txt.pith"), b"precious")
        self.assertEqual(self.names(), ["book.txt", "book.txt.pith"])

    def test_an_existing_text_is_kept_without_force_and_replaced_with_it(self):
        self.archive()
        self.write("book.txt", b"precious")
        self.refused("-d", "book.txt.pith")
        self.assertEqual(self.read("book.txt"), b"precious")
        self.pith("-df", "book.txt.pith")
        self.assertEqual(self.names(), ["book.txt"])
        self.assertEqual(self.read("book.txt"), sample_text())

    def test_an_existing_output_is_kept_without_force_and_replaced_with_it(self):
        self.write("book.txt")
        self.write("out", b"precious")
        self.refused("-1", "-o", "out", "book.txt")
        self.assertEqual(self.read("out"), b"precious")
        self.pith("-1f", "-o", "out", "book.txt")
        self.assertEqual(self.pith("-dc", "out")[0], sample_text())

    def test_a_dangling_link_in_the_place_of_the_result_is_not_written_through(self):
        self.write("book.txt")
        os.symlink("elsewhere", self.folder / "book.txt.pith")
        self.assertIn("already exists", self.refused("-1", "book.txt"))
        self.assertEqual(self.names(), ["book.txt", "book.txt.pith"])

    def test_a_file_that_is_named_like_an_archive_is_not_compressed_again_without_force(self):
        self.archive()
        self.assertIn("already has the suffix", self.refused("book.txt.pith", expect=WARNING))
        self.pith("-1f", "book.txt.pith")
        self.assertEqual(self.names(), ["book.txt.pith.pith"])

    def test_an_archive_without_the_suffix_is_not_decompressed_without_a_place(self):
        self.archive("archive")
        self.assertIn("does not end in .pith", self.refused("-d", "archive", expect=WARNING))
        self.assertEqual(self.pith("-dc", "archive")[0], sample_text())

    def test_the_bare_suffix_is_no_name_for_an_archive(self):
        self.archive(".pith")
        self.refused("-d", ".pith", expect=WARNING)
        self.refused("-d", "./.pith", expect=WARNING)

    def test_a_directory_is_skipped_even_with_force(self):
        os.mkdir(self.folder / "folder")
        self.assertIn("tar", self.refused("folder", expect=WARNING))
        self.refused("-f", "folder", expect=WARNING)

    def test_a_symbolic_link_is_skipped_unless_it_stays_or_force_is_used(self):
        self.write("book.txt")
        os.symlink("book.txt", self.folder / "link")
        self.assertIn("symbolic link", self.refused("-1", "link", expect=WARNING))
        self.assertEqual(self.pith("-d", stdin=self.pith("-1c", "link")[0])[0], sample_text())
        self.pith("-1k", "link")
        self.pith("-1f", "link")
        self.assertEqual(self.names(), ["book.txt", "link.pith"])

    def test_a_file_with_another_hard_link_is_skipped_unless_it_stays_or_force_is_used(self):
        self.write("book.txt")
        os.link(self.folder / "book.txt", self.folder / "other")
        self.assertIn("1 other hard link", self.refused("-1", "book.txt", expect=WARNING))
        self.pith("-1f", "book.txt")
        self.assertEqual(self.names(), ["book.txt.pith", "other"])

    def test_a_device_or_pipe_is_skipped_unless_the_result_goes_to_standard_output(self):
        os.mkfifo(self.folder / "pipe")
        self.assertIn("not a regular file", self.refused("-1", "pipe", expect=WARNING))
        archive, _ = self.pith("-1c", "/dev/null")
        self.assertEqual(self.pith("-d", stdin=archive)[0], b"")

    def test_quiet_hides_warnings_and_twice_errors_but_not_the_exit_code(self):
        self.archive()
        self.assertEqual(self.pith("-q", "book.txt.pith", expect=WARNING)[1], "")
        self.assertNotEqual(self.pith("-q", "missing", expect=ERROR)[1], "")
        self.assertEqual(self.pith("-qq", "missing", expect=ERROR)[1], "")


class SeveralFiles(CliTest):
    def test_the_others_are_done_after_an_error_and_the_exit_code_tells(self):
        self.write("a", b"a text")
        self.write("b", b"b text")
        message = self.refused("-1", "a", "missing", "b")
        self.assertIn("missing: no such file", message)
        self.assertEqual(self.names(), ["a.pith", "b.pith"])

    def test_an_error_outweighs_a_warning(self):
        self.write("a.pith")
        _, messages = self.pith("a.pith", "missing", expect=ERROR)
        self.assertEqual(messages.count("\n"), 2)

    def test_a_name_cannot_steer_the_terminal(self):
        self.assertIn("bad↵␛[31mname: no such file", self.refused("bad\n\x1b[31mname"))
