// What the page asks of pith, as functions that JavaScript calls: numbers and addresses alone. Those that can fail
// return a negative number, and web_message() says why. There is one text at a time that is measured as it is typed.

#include <emscripten.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "pith/codec.h"
#include "pith/error.h"
#include "pith/sample.h"
#include "pith/scorer.h"
#include "pith/short_name.h"
#include "pith/version.h"
#include "web/live_text.h"

// clang-format off
EM_JS(void, web_step, (double bytes), { if (Module.onStep) Module.onStep(bytes); });
EM_JS(void, web_piece, (const char* bytes, int size), {
  if (Module.onPiece) Module.onPiece(HEAPU8.slice(bytes, bytes + size));
});
// clang-format on

extern "C" void pith_step_done(std::size_t bytes) { web_step(static_cast<double>(bytes)); }

namespace {

constexpr int kFailed = -1;
constexpr int kNoModel = -1;

std::vector<pith::Model> models;
std::unique_ptr<pith::web::LiveText> live_text;
std::string message;
std::string result;

/// What `work` returns, or kFailed, and why.
template <typename Work>
int guarded(const Work& work) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    message = "there is not enough memory";
  } catch (const std::exception& error) {
    message = error.what();
  }
  return kFailed;
}

/// Null for kNoModel. Throws Error kUsage.
const pith::Model* model_of(int index) {
  if (index == kNoModel) return nullptr;
  if (index >= 0 && index < static_cast<int>(models.size())) return &models[static_cast<std::size_t>(index)];
  throw pith::Error(pith::ErrorCode::kUsage, "there is no model " + std::to_string(index));
}

pith::Model model_of_identity(std::uint64_t identity) {
  const auto found = std::find_if(models.begin(), models.end(),
                                  [=](const pith::Model& m) { return pith::names(identity, m.identity()); });
  if (found != models.end()) return *found;
  throw pith::Error(pith::ErrorCode::kModel, "the archive needs the model " + pith::identity_text(identity) +
                                                 ", which is not here; open its file first");
}

pith::web::LiveText& text_at_work() {
  if (live_text) return *live_text;
  throw pith::Error(pith::ErrorCode::kUsage, "no text was begun");
}

/// The bytes of `in` turned into `result` by `work`; returns their number.
template <typename Work>
int turned(const char* bytes, int size, const Work& work) {
  std::istringstream in(std::string(bytes, static_cast<std::size_t>(size)));
  std::ostringstream out;
  work(in, out);
  result = std::move(out).str();
  return static_cast<int>(result.size());
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE const char* web_message() { return message.c_str(); }

EMSCRIPTEN_KEEPALIVE const char* web_version() { return pith::version(); }

/// What the inner loops use.
EMSCRIPTEN_KEEPALIVE const char* web_kernels() {
#if defined(__wasm_simd128__)
  return "SIMD128";
#else
  return "no SIMD";
#endif
}

/// The number of the model whose file has these bytes, from 0.
EMSCRIPTEN_KEEPALIVE int web_add_model(const char* name, const std::uint8_t* bytes, int size) {
  return guarded([&] {
    models.push_back(pith::Model::from_bytes(name, {bytes, bytes + size}));
    return static_cast<int>(models.size()) - 1;
  });
}

/// Its name, a line feed, its identity, a line feed, and its description.
EMSCRIPTEN_KEEPALIVE const char* web_about_model(int index) {
  const pith::Model& model = *model_of(index);
  message = model.metadata().name + "\n" + pith::identity_text(model.identity()) + "\n" + model.metadata().description;
  return message.c_str();
}

/// Begins a text that a model measures as it is typed, without learning from it.
EMSCRIPTEN_KEEPALIVE int web_begin_text(int model, int level) {
  return guarded([&] {
    live_text.reset();
    live_text = std::make_unique<pith::web::LiveText>(model_of(model), level);
    return 0;
  });
}

/// Goes back to where the first `bytes` bytes are as they were; returns from where the text is to be given again.
EMSCRIPTEN_KEEPALIVE int web_keep(int bytes) {
  return guarded([&] { return static_cast<int>(text_at_work().keep(static_cast<std::size_t>(bytes))); });
}

/// Goes on by `size` bytes. bits: (size).
EMSCRIPTEN_KEEPALIVE int web_feed(const char* bytes, int size, float* bits) {
  return guarded([&] {
    text_at_work().feed({bytes, static_cast<std::size_t>(size)}, bits);
    return size;
  });
}

/// The likeliest bytes in the place of the byte at `position`: returns how many, at most `most`. bytes, probabilities:
/// (most).
EMSCRIPTEN_KEEPALIVE int web_candidates(int position, int most, std::uint8_t* bytes, float* probabilities) {
  return guarded([&] {
    const auto likeliest =
        text_at_work().candidates(static_cast<std::size_t>(position), static_cast<std::size_t>(most));
    for (std::size_t i = 0; i < likeliest.size(); ++i) {
      bytes[i] = likeliest[i].byte;
      probabilities[i] = static_cast<float>(likeliest[i].probability);
    }
    return static_cast<int>(likeliest.size());
  });
}

/// How the text might have gone on at `position` instead, in `result`: as lines of a probability, a space, and text up
/// to the end of a word. Returns the size of `result`.
EMSCRIPTEN_KEEPALIVE int web_continuations(int position, int most) {
  return guarded([&] {
    result = text_at_work().continuations(static_cast<std::size_t>(position), static_cast<std::size_t>(most));
    return static_cast<int>(result.size());
  });
}

/// What each byte costs a model that learns from the text, as compressing does. bits: (size).
EMSCRIPTEN_KEEPALIVE int web_adaptive_bits(int model, int level, const char* bytes, int size, float* bits) {
  return guarded([&] {
    std::vector<double> each;
    const pith::Scorer scorer({.level = level, .model = model_of(model), .adaptive = true});
    scorer.score({bytes, static_cast<std::size_t>(size)}, each);
    std::transform(each.begin(), each.end(), bits, [](double value) { return static_cast<float>(value); });
    return size;
  });
}

/// Where the result of the last function that has one lies.
EMSCRIPTEN_KEEPALIVE const char* web_result() { return result.data(); }

EMSCRIPTEN_KEEPALIVE void web_forget_result() { result = {}; }

/// Returns the size of the archive.
EMSCRIPTEN_KEEPALIVE int web_compress(int model, int level, const char* bytes, int size) {
  return guarded([&] {
    const pith::CompressOptions options{.level = level, .model = model_of(model)};
    return turned(bytes, size, [&](auto& in, auto& out) { pith::compress(in, out, options); });
  });
}

/// Returns the size of the text.
EMSCRIPTEN_KEEPALIVE int web_decompress(const char* bytes, int size) {
  return guarded([&] {
    const pith::DecompressOptions options{.find_model = model_of_identity};
    return turned(bytes, size, [&](auto& in, auto& out) { pith::decompress(in, out, options); });
  });
}

/// Calls Module.onPiece for each piece of what the model writes.
EMSCRIPTEN_KEEPALIVE int web_sample(int model, int level, const char* prompt, int prompt_size, int characters,
                                    int temperature_milli, double seed) {
  return guarded([&] {
    pith::SampleOptions options{.level = level, .model = model_of(model)};
    options.prompt.assign(prompt, static_cast<std::size_t>(prompt_size));
    options.characters = static_cast<std::uint64_t>(characters);
    options.temperature_milli = static_cast<std::uint32_t>(temperature_milli);
    options.seed = static_cast<std::uint64_t>(seed);
    pith::sample(options, [](std::string_view piece) { web_piece(piece.data(), static_cast<int>(piece.size())); });
    return 0;
  });
}

}  // extern "C"
