"""Help, version and command lines that make no sense."""

import json
import re

from support import CliTest

COMMANDS = ["compress", "decompress", "test", "list", "estimate", "measure", "analyze", "train", "merge", "sample",
            "info", "help"]
CONVERTING = ["--keep", "--stdout", "--output", "--force", "--threads", "--quiet", "--verbose", "--help"]
SAMPLING = ["--prompt", "--prompt-file", "--length", "--temperature", "--top-p", "--seed", "--stop", "--adaptive"]
OPTIONS = {
    "compress": CONVERTING + ["--fast", "--best", "--like", "--flush"],
    "decompress": CONVERTING + ["--like", "--lines", "--bytes"],
    "test": ["--force", "--threads", "--quiet", "--verbose", "--help"],
    "list": ["--json", "--quiet", "--verbose", "--help"],
    "estimate": ["--json", "--model", "--quiet", "--verbose", "--help"],
    "measure": ["--fast", "--best", "--json", "--per-file", "--total", "--threads", "--quiet", "--verbose", "--help"],
    "analyze": ["--json", "--levels", "--distance", "--threads", "--quiet", "--verbose", "--help"],
    "sample": SAMPLING + ["--fast", "--best", "--model", "--quiet", "--verbose", "--help"],
    "info": ["--json", "--quiet", "--verbose", "--help"],
}


class Help(CliTest):
    def help_text(self, *arguments):
        output, messages = self.pith(*arguments)
        self.assertEqual(messages, "")
        return output.decode()

    def help(self, *arguments):
        text = self.help_text(*arguments)
        self.assertLessEqual(max(map(len, text.splitlines())), 80)
        return text

    def test_help_has_a_line_for_each_command_and_examples(self):
        text = self.help("--help")
        for command in COMMANDS:
            self.assertRegex(text, rf"(?m)^  {command} +\w")
        self.assertRegex(text, r"Examples:(\n  pith .*){3}")
        self.assertEqual(text, self.help("-h"))
        self.assertEqual(text, self.help("help"))
        self.assertEqual(text, self.help("help", "--help"))

    def test_each_command_explains_its_options_examples_and_exit_codes(self):
        for command, options in OPTIONS.items():
            text = self.help(command, "--help")
            self.assertTrue(text.startswith(f"Usage: pith {command} "))
            for option in options:
                self.assertRegex(text, rf"(?m)^  (-.,|   ) {option}( [A-Z]+(-[A-Z]+)?)?\s\s+\w")
            self.assertIn("Examples:\n  pith ", text)
            self.assertIn("Exit code: 0 success", text)
            self.assertEqual(text, self.help("help", command))

    def test_programs_get_all_options_as_json(self):
        report = json.loads(self.help_text("help", "--options-json"))
        commands = {command["name"]: command for command in report["commands"]}
        self.assertEqual(list(commands), COMMANDS)
        for name, command in commands.items():
            text = self.help(name, "--help")
            for option in command["options"]:
                shown = re.search(rf"(?m)^  (-., |    )--{option['name']}\b", text) if option["name"] else True
                if name != "help":
                    self.assertEqual(bool(shown), not option["hidden"] or not option["name"], (name, option["name"]))
        level = next(option for option in commands["compress"]["options"] if option["letter"] == "2")
        self.assertEqual((level["last_letter"], level["value"], level["hidden"]), ("8", "", False))

    def test_a_mode_flag_chooses_the_help(self):
        self.assertEqual(self.help("-d", "--help"), self.help("decompress", "--help"))
        self.assertEqual(self.help("-lh"), self.help("list", "--help"))

    def test_measure_defines_its_units(self):
        text = self.help("measure", "--help")
        for word in ("UTF-8 code points", "white space", "-log2 p", "starts anew", "perplexity per character"):
            self.assertIn(word, text)

    def test_the_version_is_a_line(self):
        self.assertRegex(self.help("--version"), r"\Apith \d+\.\d+\.\d+, archive format \d+\n\Z")
        self.assertEqual(self.help("--version"), self.help("-V"))


class BadCommandLines(CliTest):
    def refuses(self, expected, *arguments):
        message = self.refused(*arguments)
        self.assertIn(expected, message)
        return message

    def test_unknown_options_are_named_with_the_place_to_look(self):
        self.assertIn("'pith compress --help'", self.refuses("--nonsense", "--nonsense", "x"))
        self.assertIn("'pith list --help'", self.refuses("'-x'", "list", "-x"))
        self.refuses("--per-line-or-so", "measure", "--per-line-or-so")

    def test_long_options_are_not_guessed(self):
        self.refuses("--out", "--out", "x", "y")
        self.refuses("--forc", "--forc", "x")

    def test_a_misspelt_option_is_suggested(self):
        self.assertIn("did you mean --threads?", self.refuses("'--thraeds'", "--thraeds", "2", "x"))
        self.assertNotIn("did you mean", self.refuses("'--colour'", "--colour", "x"))

    def test_the_number_of_threads_is_checked(self):
        for value in ("x", "", "1x", "1.5", "513", "99999999999", "0x2", " 1", "-1"):
            for command in ("compress", "decompress", "test", "measure", "train"):
                self.refuses("whole number from 0", command, f"-T{value}" if value else "-T ", "x")
        self.refuses("-T '-1': it takes a whole number from 0 to 512", "-T", "-1", "x")
        self.refuses("--threads needs a value", "-T")

    def test_what_follows_an_option_with_a_value_is_its_value(self):
        self.write("-k")
        self.pith("-1o", "-9", "--", "-k")
        self.assertEqual(self.names(), ["-9", "-k"])

    def test_values_are_given_where_needed_and_only_there(self):
        self.refuses("--output needs a value", "x", "-o")
        self.refuses("empty", "-o", "", "x")
        self.refuses("--keep", "--keep=yes", "x")

    def test_level_zero_does_not_exist(self):
        self.refuses("-0", "-0", "x")

    def test_a_misspelt_command_is_suggested_and_nothing_is_touched(self):
        self.write("a.txt")
        for words, command in (
            (["mesure"], "measure"), (["mesure", "a.txt"], "measure"), (["Measure", "a.txt"], "measure"),
            (["-q", "compres", "a.txt"], "compress"), (["decomp", "a.txt"], "decompress"), (["-T2", "lsit"], "list"),
            (["analyse", "a.txt"], "analyze"), (["tset", "-k", "a.txt"], "test"), (["infos", "a.txt"], "info"),
            (["trian", "-o", "m.pithm", "a.txt"], "train"), (["--keep", "smaple"], "sample"),
        ):
            self.assertIn(f"did you mean 'pith {command}'?", self.refused(*words))
            self.assertEqual(self.names(), ["a.txt"])
        self.assertIn("did you mean measure?", self.refused("help", "mesure"))

    def test_a_file_named_nearly_like_a_command_is_a_file(self):
        for name in ("mesure", "lst"):
            self.write(name)
            self.pith("-1", name)
            self.pith("-d", name)
            self.assertEqual(self.names(), [name])
            (self.folder / name).unlink()

    def test_other_words_are_names_of_files(self):
        self.write("a.txt")
        messages = self.pith("-1", "notes", "a.txt", expect=1)[1]
        self.assertIn("notes: no such file", messages)
        self.assertEqual(self.names(), ["a.txt.pith"])

    def test_a_date_is_a_day_of_the_calendar(self):
        for date in ("2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026-01-01x", ""):
            self.refuses(f"--date '{date}': it takes a day", "train", "-o", "m.pithm", "--date", date, "x")
        self.refuses("no such file", "train", "-o", "m.pithm", "--date", "2024-02-29", "x")

    def test_no_model_is_called_none(self):
        for arguments in (["-o", "none.pithm"], ["-o", "./none.pithm"], ["-o", "m.pithm", "--name", "none"]):
            self.refuses("choose another name", "train", *arguments, "x")

    def test_help_for_an_unknown_command_is_an_error(self):
        self.refuses("no command 'nonsense'", "help", "nonsense")
