import os
import subprocess
import unittest

from support import TOOLS


def install_packages(*arguments, **environment):
    command = ["/bin/bash", str(TOOLS / "install_packages"), *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


class InstallPackages(unittest.TestCase):
    def test_list_prints_the_names_of_a_group_without_comments(self):
        names = install_packages("--list", "build").stdout.split("\n")
        self.assertIn("g++", names)
        self.assertIn("cmake", names)
        self.assertFalse([name for name in names if " " in name or "#" in name])

    def test_a_package_of_two_groups_is_listed_once(self):
        names = install_packages("--list", "test", "bench").stdout.split()
        self.assertEqual(names.count("python3"), 1)

    def test_pytorch_is_optional(self):
        self.assertIn("python3-torch", install_packages("--list", "train").stdout.split())
        others = install_packages("--list", "build", "demo", "test", "bench", "portability", "develop").stdout.split()
        self.assertNotIn("python3-torch", others)

    def test_an_unknown_group_is_an_error(self):
        outcome = install_packages("--list", "nonsense")
        self.assertNotEqual(outcome.returncode, 0)
        self.assertIn("no group 'nonsense'", outcome.stderr)

    def test_no_group_is_an_error(self):
        self.assertNotEqual(install_packages().returncode, 0)

    def test_a_system_that_is_told_to_have_all_is_left_alone(self):
        outcome = install_packages("portability", PITH_SKIP_PACKAGES="1")
        self.assertEqual((outcome.returncode, outcome.stdout, outcome.stderr), (0, "", ""))


if __name__ == "__main__":
    unittest.main()
