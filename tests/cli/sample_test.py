"""sample: its options, what it writes and where to, and what it refuses."""

import os
import signal

from support import ERROR, PATIENCE, CliTest, Terminal, sample_text


class Sample(CliTest):
    def sample(self, *arguments, **options):
        """What is written at the fastest level; there must be no messages."""
        output, messages = self.pith("sample", "-1", *arguments, **options)
        self.assertEqual(messages, "")
        return output


class Options(Sample):
    def characters(self, output):
        return sum(byte & 0xC0 != 0x80 for byte in output)

    def test_the_length_is_in_characters_and_a_thousand_if_none_is_said(self):
        self.assertEqual(self.characters(self.sample()), 1000)
        self.assertEqual(self.characters(self.sample("-n", "70")), 70)
        self.assertEqual(self.sample("--length=70"), self.sample("-n70"))
        self.assertEqual(self.sample("-n0"), b"")

    def test_a_longer_text_begins_like_a_shorter_one(self):
        self.assertTrue(self.sample("-n5000").startswith(self.sample("-n4100")))

    def test_a_seed_gives_the_same_text_again_and_another_seed_another(self):
        self.assertEqual(self.sample("-n50"), self.sample("-n50", "--seed", "1"))
        self.assertNotEqual(self.sample("-n50"), self.sample("-n50", "--seed", "2"))
        self.assertNotEqual(self.sample("-n50"), self.sample("-n50", "--seed", str(2**64 - 1)))

    def test_a_prompt_is_the_same_from_the_command_line_a_file_and_standard_input(self):
        prompt = sample_text(2000)
        self.write("prompt", prompt)
        text = self.sample("-n50", "--adaptive", "--prompt", prompt.decode())
        self.assertNotEqual(text, self.sample("-n50", "--adaptive"))
        self.assertEqual(text, self.sample("-n50", "--adaptive", "--prompt-file", "prompt"))
        self.assertEqual(text, self.sample("-n50", "--adaptive", "--prompt-file=-", stdin=prompt))

    def test_without_a_prompt_file_standard_input_is_left_alone(self):
        self.assertEqual(self.sample("-n50", stdin=b"not asked for"), self.sample("-n50"))

    def test_a_model_that_adapts_repeats_what_the_prompt_repeats(self):
        learn = ("--adaptive", "--temperature=0", "-n20", "--prompt", "abcdefghi\n" * 50)
        self.assertEqual(self.sample(*learn), b"abcdefghi\n" * 2)

    def test_the_text_ends_before_the_string_that_stops_it(self):
        learn = ("--adaptive", "--temperature=0", "-n40", "--prompt", "abcdefghi\n" * 50)
        self.assertEqual(self.sample(*learn, "--stop", "gh"), b"abcdef")
        self.assertEqual(self.sample(*learn, "--stop", "i\na"), b"abcdefgh")
        self.assertEqual(self.sample(*learn, "--stop", "abd"), b"abcdefghi\n" * 4)
        self.assertEqual(self.sample(*learn, "--stop", ""), b"abcdefghi\n" * 4)

    def test_temperature_and_top_p_change_the_text_unless_they_are_1(self):
        learn = ("--adaptive", "-n100", "--prompt", sample_text(2000).decode())
        text = self.sample(*learn)
        for one in ("1", "1.0", "1.000", "01"):
            self.assertEqual(self.sample(*learn, "--temperature", one, "--top-p", one), text)
        self.assertNotEqual(self.sample(*learn, "--temperature", "0.5"), text)
        self.assertNotEqual(self.sample(*learn, "--top-p", ".5"), text)
        self.assertEqual(self.sample(*learn, "--temperature", ".5"), self.sample(*learn, "--temperature", "0.500"))
        likeliest = self.sample(*learn, "--temperature", "0")
        self.assertEqual(self.sample(*learn, "--top-p", "0.001"), likeliest)
        self.assertEqual(self.sample(*learn, "--temperature", "0.0", "--seed", "9"), likeliest)

    def test_each_level_has_a_text_of_its_own(self):
        prompt = ("--adaptive", "-n60", "--prompt", sample_text(2000).decode())
        texts = [self.pith("sample", level, *prompt)[0] for level in ("--fast", "-2", "-3")]
        self.assertEqual(len(set(texts)), 3)
        self.assertEqual(texts[0], self.sample(*prompt))


class Output(Sample):
    def test_a_reader_that_leaves_ends_it_as_it_ends_other_filters(self):
        reading, writing = os.pipe()
        process = self.start("sample", "-1", "-n100000", stdout=writing)
        os.close(writing)
        os.close(reading)
        _, messages = process.communicate(timeout=PATIENCE)
        self.assertEqual((process.returncode, messages), (-signal.SIGPIPE, b""))

    def test_a_closed_or_full_output_is_an_error(self):
        process = self.start("sample", "-1", "-n10", preexec_fn=lambda: os.close(1))
        _, messages = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, ERROR)
        self.assertRegex(messages.decode(), r"\Apith: \(stdout\): cannot write: [^\n]+\n\Z")
        if os.path.exists("/dev/full"):
            with open("/dev/full", "wb") as full:
                _, messages = self.pith("sample", "-1", "-n10", stdout=full, expect=ERROR)
            self.assertRegex(messages, r"\Apith: \(stdout\): cannot write: [^\n]+\n\Z")

    def on_terminal(self, prompt):
        """The first characters that follow a prompt, on a terminal and elsewhere."""
        learn = ("--adaptive", "--temperature=0", "-n10", "--prompt", prompt)
        terminal = Terminal(self)
        self.pith("sample", "-1", *learn, stdout=terminal.slave)
        return terminal.read(1).replace("\r\n", "\n"), self.sample(*learn).decode()

    def test_on_a_terminal_pictures_stand_for_what_would_steer_it(self):
        for line, shown in (("a\x1b[2\tb\n", "a␛[2\tb\n"), ("é\u009bx\u202ey\n", "é▯x▯y\n")):
            self.assertEqual(self.on_terminal(line * 80), ((shown * 9)[:10], (line * 9)[:10]))


class Refusals(Sample):
    def refuses(self, expected, *arguments, **options):
        self.assertIn(expected, self.refused("sample", "-1", *arguments, **options))

    def test_numbers_that_are_none(self):
        for text in ("", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "ten", str(2**64)):
            for option in ("--length", "-n", "--seed"):
                self.refuses(f"{option} '{text}': it takes a whole number", option, text)

    def test_fractions_that_are_none(self):
        too_much = ("0.1234", "1000.001", "1001", str(2**64))
        for text in ("", ".", "1.", "+1", "1e3", "0,5", "1..5", "0.+5", "0. 5", " 1", "nan", *too_much):
            for option in ("--temperature", "--top-p"):
                self.refuses(f"{option} '{text}': it takes a number such as 0.8", option, text)

    def test_negative_numbers(self):
        rights = {"-n": "whole number from 0", "--temperature": "number such as 0.8", "--top-p": "0.8"}
        for option, right in rights.items():
            for value in ("-1", "-0.5"):
                self.assertRegex(self.refused("sample", option, value), rf"{option} '{value}': it takes a .*{right}")
        self.refuses("--temperature '-0.5'", "--temperature=-0.5")

    def test_numbers_out_of_range(self):
        for top_p in ("0", "0.000", "1.001", "1000"):
            self.refuses("top-p is more than 0 and at most 1", "--top-p", top_p)
        self.refuses("at most 2097152 characters", "-n2097153")
        self.sample("-n5", "--temperature", "1000")

    def test_files_and_two_prompts(self):
        self.write("book.txt")
        self.refuses("takes no files, but there is 'book.txt'; for a prompt, use --prompt-file", "book.txt")
        self.refuses("takes no files, but there is '-'", "-")
        self.refuses("leave one of them out", "--prompt", "x", "--prompt-file", "book.txt")

    def test_a_prompt_file_that_cannot_be_read(self):
        self.refuses("pith: missing: no such file", "--prompt-file", "missing")
        self.refuses("is a directory", "--prompt-file", ".")
        self.refuses("--prompt-file needs the name of a file", "--prompt-file", "")

    def test_a_prompt_that_is_too_long_is_not_read_to_its_end(self):
        self.endless_file("endless")
        self.refuses("a prompt of at most 8388608 bytes", "--prompt-file", "endless")

    def test_a_model_that_is_not_there(self):
        self.refuses("no model missing", "-m", "missing")
        self.refuses("-m needs", "-m", "")

    def test_options_of_other_commands(self):
        self.refuses("'pith sample --help'", "--threads", "2")
        self.refuses("'pith sample --help'", "--temp", "1")
        self.refuses("--seed needs a value", "--seed")
