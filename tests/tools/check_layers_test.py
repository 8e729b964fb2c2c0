import tempfile
import unittest
from pathlib import Path

from support import load

check_layers = load("check_layers")

CMAKE = "# layers\nset(PITH_LAYERS base coding model stats)\n"


class CheckLayers(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.write("CMakeLists.txt", CMAKE)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def violations(self, name, text):
        self.write(name, text)
        return check_layers.check(self.root)

    def assert_allowed(self, name, text):
        self.assertEqual(self.violations(name, text), [])

    def assert_forbidden(self, name, text, why):
        found = self.violations(name, text)
        self.assertEqual(len(found), 1, found)
        self.assertIn(why, found[0])

    def test_a_layer_may_include_itself_those_below_and_public_headers(self):
        self.assert_allowed("src/model/text/a.cpp",
                            '#include "model/text/a.h"\n#include "base/b.h"\n#include "pith/c.h"\n#include <vector>\n')

    def test_a_layer_must_not_include_one_above(self):
        self.assert_forbidden("src/base/a.h", '#pragma once\n#include "model/b.h"\n',
                              'src/base/a.h:2: "model/b.h": model is above base')

    def test_an_indented_include_counts_too(self):
        self.assert_forbidden("src/base/a.h", '  #  include "coding/b.h"\n', "coding is above base")

    def test_an_include_in_a_comment_is_none(self):
        self.assert_allowed("src/base/a.h", '// #include "model/b.h"\n')

    def test_the_command_line_includes_only_public_headers_and_its_own(self):
        self.assert_allowed("src/cli/files/a.cpp",
                            '#include "pith/c.h"\n#include "cli/files/b.h"\n#include <boost/program_options.hpp>\n')
        self.assert_forbidden("src/cli/files/a.cpp", '#include "base/b.h"\n', "only public headers and its own")

    def test_a_layer_must_not_include_the_command_line(self):
        self.assert_forbidden("src/stats/measure/a.cpp", '#include "cli/b.h"\n', "names its layer first")

    def test_a_public_header_includes_only_public_and_standard_headers(self):
        self.assert_allowed("include/pith/a.h", '#include <cstdint>\n#include "pith/b.h"\n')
        self.assert_forbidden("include/pith/a.h", '#include "base/b.h"\n', "no header of src/")
        self.assert_forbidden("include/pith/a.h", "#include <unistd.h>\n", "standard library")

    def test_third_party_headers_stay_in_their_layers(self):
        self.assert_allowed("src/base/a.cpp", "#include <xxhash.h>\n")
        self.assert_forbidden("src/model/text/a.cpp", "#include <xxhash.h>\n", "xxhash.h belongs to base only")
        self.write("src/model/text/a.cpp", "")
        self.assert_forbidden("src/coding/a.cpp", "#include <Eigen/Dense>\n", "Eigen belongs to stats, train only")
        self.write("src/coding/a.cpp", "")
        self.assert_forbidden("include/pith/a.h", "#include <boost/any.hpp>\n", "boost belongs to cli only")

    def test_an_unknown_third_party_header_is_reported(self):
        self.assert_forbidden("src/model/text/a.cpp", "#include <hwy/highway.h>\n", "unknown third-party")

    def test_an_include_without_its_layer_is_reported(self):
        self.assert_forbidden("src/model/text/a.cpp", '#include "b.h"\n', "names its layer first")

    def test_a_folder_that_is_no_layer_is_reported(self):
        self.assert_forbidden("src/extra/a.cpp", "", "src/ holds only")

    def test_a_room_includes_itself_and_the_rooms_that_are_listed_for_it(self):
        self.assert_allowed("src/model/mixer/a.cpp",
                            '#include "model/mixer/a.h"\n#include "model/bits/b.h"\n#include "base/c.h"\n')
        self.assert_allowed("src/cli/measure/a.cpp", '#include "cli/console/a.h"\n#include "cli/pages/b.h"\n')

    def test_every_pair_of_rooms_that_is_not_listed_is_refused(self):
        planted = 0
        for layer, rooms in check_layers.ROOMS.items():
            for room, allowed in rooms.items():
                for other in rooms.keys() - allowed - {room}:
                    with self.subTest(f"{layer}/{room} includes {layer}/{other}"):
                        name = f"src/{layer}/{room}/planted.h"
                        self.write("CMakeLists.txt", "set(PITH_LAYERS base model format stats train)\n")
                        self.assert_forbidden(name, f'#include "{layer}/{other}/x.h"\n',
                                              f"does not include {layer}/{other}")
                        self.write(name, "")
                        planted += 1
        self.assertGreater(planted, 50)

    def test_rooms_include_one_another_in_one_direction_only(self):
        for layer, rooms in check_layers.ROOMS.items():
            for room, allowed in rooms.items():
                for other in allowed:
                    self.assertNotIn(room, rooms[other], f"{layer}: {room} and {other}")

    def test_a_layer_with_rooms_holds_no_other_files_or_folders(self):
        self.assert_forbidden("src/model/a.h", "", "src/model holds rooms, not files")
        (self.root / "src/model/a.h").unlink()
        self.assert_allowed("src/cli/main.cpp", "")
        self.assert_forbidden("src/cli/attic/a.h", "", "src/cli/attic is no room")

    def test_a_folder_that_holds_too_many_files_is_named(self):
        for i in range(check_layers.MOST_FILES):
            self.assert_allowed(f"src/base/file{i}.h", "#pragma once\n")
        self.assert_forbidden("src/base/one_more.cpp", '#include "base/file0.h"\n', "src/base: 26 files")

    def test_an_empty_tree_is_an_error_not_a_success(self):
        with self.assertRaises(SystemExit):
            check_layers.check(self.root)


if __name__ == "__main__":
    unittest.main()
