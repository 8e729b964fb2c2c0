import contextlib
import io
import tempfile
import unittest
from pathlib import Path

from support import load

test_summary = load("test_summary")


def case(name, status, inside=""):
    return f'<testcase name="{name}" status="{status}">{inside}<system-out></system-out></testcase>'


PASSED = case("passes", "run")
FAILED = ('<testcase name="fails" status="fail"><failure message=""/>'
          '<system-out>expected 1, got 2</system-out></testcase>')
NOT_FOUND = case("is not built", "notrun", '<skipped message="Unable to find executable"/>')
SKIPPED = case("needs a corpus", "notrun", '<skipped message="SKIP_RETURN_CODE=77"/>')
DISABLED = case("is switched off", "disabled")


class TestSummary(unittest.TestCase):
    def summarize(self, *cases):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "results.xml"
            path.write_text(f"<testsuite>{''.join(cases)}</testsuite>", encoding="utf-8")
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                status = test_summary.main(path)
        return status, output.getvalue().splitlines()

    def test_passing_tests_end_with_the_plain_line(self):
        self.assertEqual(self.summarize(PASSED, PASSED), (0, ["2 passed, 0 failed"]))

    def test_several_runs_are_summed_up(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / name for name in ("1.xml", "2.xml")]
            for path, cases in zip(paths, (PASSED + FAILED, PASSED)):
                path.write_text(f"<testsuite>{cases}</testsuite>", encoding="utf-8")
            output = io.StringIO()
            with contextlib.redirect_stdout(output):
                status = test_summary.main(*paths)
        self.assertEqual((status, output.getvalue().splitlines()[-1]), (1, "2 passed, 1 failed"))

    def test_a_failing_test_is_shown_with_its_output(self):
        status, lines = self.summarize(PASSED, FAILED)
        self.assertEqual(status, 1)
        self.assertIn("FAILED: fails", lines)
        self.assertIn("    expected 1, got 2", lines)
        self.assertEqual(lines[-1], "1 passed, 1 failed")

    def test_a_test_whose_program_is_missing_has_failed(self):
        status, lines = self.summarize(PASSED, NOT_FOUND)
        self.assertEqual((status, lines[-1]), (1, "1 passed, 1 failed"))

    def test_a_skipped_or_disabled_test_neither_passes_nor_fails(self):
        status, lines = self.summarize(PASSED, SKIPPED, DISABLED)
        self.assertEqual((status, lines[-1]), (0, "1 passed, 0 failed"))
        self.assertIn("  skipped: needs a corpus", lines)

    def test_a_run_in_which_nothing_passed_is_no_success(self):
        self.assertEqual(self.summarize(SKIPPED)[0], 1)
        self.assertEqual(self.summarize()[0], 1)


if __name__ == "__main__":
    unittest.main()
