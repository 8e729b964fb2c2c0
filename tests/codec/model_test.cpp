#include "pith/model.h"

#include <doctest/doctest.h>

#include <functional>
#include <vector>

#include "pith/codec.h"
#include "pith/short_name.h"
#include "support/archives.h"
#include "support/models.h"
#include "support/texts.h"

namespace pith {

using test::model_named;

namespace {

const std::string kVerse = test::repeated("line of a verse\n", 20);

std::string compressed_with(const Model& model, const std::string& text = kVerse) {
  std::istringstream in(text);
  std::ostringstream out;
  compress(in, out, {.level = 1, .model = &model});
  return out.str();
}

/// A finder that has one model, whatever is asked for.
std::function<Model(std::uint64_t)> giving(const Model& model) {
  return [&model](std::uint64_t) { return Model(model); };
}

/// What decompressing with the models that `find` knows ends with.
test::Outcome outcome(const std::string& archive, std::function<Model(std::uint64_t)> find, int threads = 1,
                      std::uint64_t max_memory = 0) {
  std::istringstream in(archive);
  std::ostringstream out;
  test::Outcome outcome;
  try {
    decompress(in, out, {.threads = threads, .find_model = std::move(find), .max_memory_bytes = max_memory});
  } catch (const Error& error) {
    outcome.error = test::name_of(error.code());
    outcome.message = error.what();
  }
  outcome.text = out.str();
  return outcome;
}

}  // namespace

TEST_CASE("an archive names its model, and is restored with it") {
  const Model model = model_named("a");
  const std::string archive = compressed_with(model);
  CHECK(test::inspected(archive)[0].model_id == short_name(model.identity()));
  const test::Outcome restored = outcome(archive, giving(model));
  CHECK(restored.error == "no error");
  CHECK(restored.text == kVerse);
}

TEST_CASE("a model is asked for once an identity, by the identity, and not for members from empty") {
  const Model a = model_named("a");
  const Model b = model_named("b");
  const std::string archive =
      test::compressed("1 ") + compressed_with(a, "2 ") + compressed_with(b, "3 ") + compressed_with(a, "4 ");
  for (const int threads : {1, 3}) {
    std::vector<std::uint64_t> asked;
    const auto find = [&](std::uint64_t identity) {
      asked.push_back(identity);
      return names(identity, a.identity()) ? a : b;
    };
    CHECK(outcome(archive, find, threads).text == "1 2 3 4 ");
    CHECK(asked == std::vector{a.identity(), b.identity()});  // what is stored names all of it
  }
}

TEST_CASE("a limit of memory holds the models too, and never lets fewer blocks than one be decoded") {
  const Model a = model_named("a");
  const Model b = model_named("b");
  const std::string first = compressed_with(a, "1 ") + compressed_with(a, "2 ");
  const std::string both = first + compressed_with(b, "3 ");
  const auto find = [&](std::uint64_t identity) { return names(identity, a.identity()) ? a : b; };
  const std::uint64_t enough = static_cast<std::uint64_t>(memory_need(1).decompress_bytes) + a.memory_bytes();
  for (const int threads : {1, 3}) {
    CHECK(outcome(first, find, threads, enough).text == "1 2 ");
    CHECK(outcome(first, find, threads, enough - 1).error == "kUsage");
    const test::Outcome refused = outcome(both, find, threads, enough);
    CHECK(refused.error == "kUsage");
    CHECK(refused.text == "1 2 ");
    CHECK(outcome(both, find, threads, enough + b.memory_bytes()).text == "1 2 3 ");
  }
}

TEST_CASE("without the model there is no text, and the message names the model") {
  const Model model = model_named("a");
  const test::Outcome refused = outcome(test::compressed("before") + compressed_with(model), nullptr);
  CHECK(refused.error == "kModel");
  CHECK(refused.text == "before");
  CHECK(refused.message.find("model " + identity_text(model.identity()).substr(0, 6) + ",") != std::string::npos);
}

TEST_CASE("another model than the one named is refused, and the message names both") {
  const Model model = model_named("a");
  const Model other = model_named("b");
  const test::Outcome refused = outcome(compressed_with(model), giving(other));
  CHECK(refused.error == "kModel");
  CHECK(refused.text.empty());
  CHECK(refused.message.find(identity_text(model.identity()).substr(0, 6)) != std::string::npos);
  CHECK(refused.message.find(identity_text(other.identity())) != std::string::npos);
}

TEST_CASE("a long archive names all of the identity") {
  const Model model = model_named("a");
  const std::string archive = compressed_with(model, test::random_text(100, 1));  // stored
  CHECK(test::inspected(archive)[0].model_id == model.identity());
}

TEST_CASE("what the finder throws passes through, after the texts before it") {
  const std::string archive = test::compressed("before") + compressed_with(model_named("a"));
  const auto missing = [](std::uint64_t) -> Model { throw Error(ErrorCode::kModel, "not here"); };
  CHECK(outcome(archive, missing).message == "not here");
  CHECK(outcome(archive, missing, 2).text == "before");
}

TEST_CASE("the check of an archive covers the identity of its model") {
  const Model a = model_named("a");
  const Model b = model_named("b");
  std::string exchanged = compressed_with(a);
  exchanged.replace(3, 3, compressed_with(b).substr(3, 3));
  CHECK(outcome(exchanged, giving(b)).error == "kDamaged");
}

TEST_CASE("a model without sections predicts as from empty") {
  const Model model = model_named("a");
  const std::string plain = test::compressed(kVerse);
  const std::string with_model = compressed_with(model);
  REQUIRE(with_model.size() == plain.size() + 3);
  CHECK(with_model.substr(6, with_model.size() - 9) == plain.substr(3, plain.size() - 6));
}

}  // namespace pith
