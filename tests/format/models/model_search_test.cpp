#include "pith/model_search.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "format/models/model_header.h"
#include "support/environment.h"
#include "support/errors.h"
#include "support/models.h"
#include "support/temporary_folder.h"

namespace pith {

using test::bytes_of;
using test::error_of;
using test::message_of;
using test::metadata_named;
using test::model_bytes;
using test::model_named;

namespace {

/// Folders of their own for a search: here/ is the current one, a/ and b/ are listed, data/ and home/ are the user's.
class Folders {
 public:
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  /// Puts a model of metadata `name` into `file`.
  void put(const std::string& file, const std::string& name) const {
    folder_.write(file, model_bytes(metadata_named(name)));
  }
  void put(const std::string& file, const Bytes& bytes) const { folder_.write(file, bytes); }

 private:
  test::TemporaryFolder folder_;
  bool made_ = std::filesystem::create_directories(folder_.path() / "here");
  test::CurrentFolder here_{folder_.path() / "here"};
  test::Environment listed_{"PITH_MODELS", path("a") + ":" + path("b")};
  test::Environment data_{"XDG_DATA_HOME", path("data")};
  test::Environment home_{"HOME", path("home")};
};

std::string name_of(const std::string& name) { return find_model(name).metadata().name; }

}  // namespace

TEST_CASE("models are looked for where the environment says, with the user, and with the program") {
  const Folders folders;
  const std::vector<std::string> searched = model_folders();
  REQUIRE(searched.size() >= 4);
  CHECK(searched[0] == folders.path("a"));
  CHECK(searched[1] == folders.path("b"));
  CHECK(searched[2] == folders.path("data/pith/models"));
  CHECK(searched[3].ends_with("/share/pith/models"));
  CHECK(searched.size() <= 6);
}

TEST_CASE("without XDG_DATA_HOME the user's data folder is the usual one, and without a home there is none") {
  const Folders folders;
  for (const char* unusable : {"", "relative"}) {
    const test::Environment data("XDG_DATA_HOME", unusable);
    CHECK(model_folders()[2] == folders.path("home/.local/share/pith/models"));
  }
  const test::Environment data("XDG_DATA_HOME", std::nullopt);
  for (const std::optional<std::string>& unusable : {std::optional<std::string>(), std::optional<std::string>(".")}) {
    const test::Environment home("HOME", unusable);
    CHECK(model_folders()[2].ends_with("/share/pith/models"));
    CHECK(!std::ranges::count(model_folders(), folders.path("home/.local/share/pith/models")));
  }
}

TEST_CASE("empty and repeated entries of the list are passed over") {
  const Folders folders;
  const test::Environment listed("PITH_MODELS", ":" + folders.path("a") + "::" + folders.path("a") + "::");
  CHECK(model_folders()[0] == folders.path("a"));
  CHECK(model_folders()[1] == folders.path("data/pith/models"));
}

TEST_CASE("a name is found in the first folder that has it") {
  const Folders folders;
  folders.put("data/pith/models/x.pithm", "user");
  CHECK(name_of("x") == "user");
  folders.put("b/x.pithm", "b");
  CHECK(name_of("x") == "b");
  folders.put("a/x.pithm", "a");
  CHECK(name_of("x") == "a");
}

TEST_CASE("the current folder is looked into only for a file that is named whole") {
  const Folders folders;
  folders.put("here/x.pithm", "here");
  CHECK(error_of([] { find_model("x"); }) == "kModel");
  CHECK(message_of([] { find_model("x"); }).ends_with("; to use the one in the current folder, name it ./x.pithm"));
  CHECK(error_of([] { find_model(model_named("here").identity()); }) == "kModel");
  CHECK(name_of("./x.pithm") == "here");
  folders.put("a/x.pithm", "a");
  CHECK(name_of("x") == "a");
  CHECK(name_of("x.pithm") == "here");
  CHECK(find_model_file("x.pithm") == "x.pithm");
}

TEST_CASE("what has a slash is a path") {
  const Folders folders;
  folders.put("here/deep/file", "deep");
  CHECK(name_of("deep/file") == "deep");
  CHECK(name_of("./deep/file") == "deep");
  CHECK(error_of([] { find_model("./x"); }) == "kModel");
  CHECK(message_of([] { find_model("./x"); }) == "there is no model file ./x; check the path");
}

TEST_CASE("a name that is not found tells where it was looked for") {
  const Folders folders;
  CHECK(!find_model_file("x"));
  CHECK(error_of([] { find_model("x"); }) == "kModel");
  const std::string message = message_of([] { find_model("x"); });
  CHECK(message.starts_with("no model x: there is no x.pithm in " + folders.path("a") + ", " + folders.path("b")));
}

TEST_CASE("a file of the name that is no model is an error, not passed over") {
  const Folders folders;
  folders.put("a/x.pithm", bytes_of("text"));
  folders.put("b/x.pithm", "b");
  CHECK(error_of([] { find_model("x"); }) == "kNotPith");
}

TEST_CASE("an identity is found whatever its file is called, among files that are no models") {
  const Folders folders;
  const std::uint64_t wanted = model_named("wanted").identity();
  folders.put("a/1.pithm", bytes_of("text"));
  folders.put("a/2.pithm", Bytes());
  folders.put("a/3.pithm", "another");
  std::filesystem::create_directories(folders.path("a/4.pithm"));
  folders.put("b/whatever.pithm", "wanted");
  CHECK(find_model(wanted).metadata().name == "wanted");
}

TEST_CASE("an identity that is not found tells what to do") {
  const Folders folders;
  folders.put("a/x.pithm", "another");
  const std::uint64_t wanted = model_named("wanted").identity();
  CHECK(error_of([&] { find_model(wanted); }) == "kModel");
  const std::string message = message_of([&] { find_model(wanted); });
  CHECK(message.starts_with("the archive needs the model " + identity_text(wanted) + "; no such model in " +
                            folders.path("a")));
  CHECK(message.ends_with("; put its .pithm into one of them, or name it with -m"));
  CHECK(error_of([] { find_model(std::uint64_t{0}); }) == "kModel");
}

TEST_CASE("of two copies the intact one is taken, and damage is told where there is no other") {
  const Folders folders;
  Bytes damaged = model_bytes(metadata_named("wanted"));
  const std::uint64_t wanted = claimed_identity(damaged);
  damaged.back() ^= 1;
  folders.put("a/x.pithm", damaged);
  CHECK(error_of([&] { find_model(wanted); }) == "kDamaged");
  folders.put("b/x.pithm", "wanted");
  CHECK(find_model(wanted).identity() == wanted);
}

}  // namespace pith
