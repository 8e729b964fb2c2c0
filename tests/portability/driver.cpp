// driver LEVEL TEXT ARCHIVE [MODEL]: compresses TEXT to ARCHIVE, reads it back, and fails unless that restores the
// text. Also writes ARCHIVE.sample, what is sampled after the beginning of TEXT. MODEL is a model packed by pith from
// empty.
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "pith/codec.h"
#include "pith/model.h"
#include "pith/sample.h"

namespace {

std::string content_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file) throw std::runtime_error(std::string("cannot read ") + path);
  return content.str();
}

pith::Model unpacked_model(const char* path) {
  std::istringstream packed(content_of(path));
  std::ostringstream stream;
  pith::decompress(packed, stream);
  const std::string bytes = stream.str();
  return pith::Model::from_bytes(path, {bytes.begin(), bytes.end()});
}

void write_file(const std::string& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  file.close();
  if (!file) throw std::runtime_error("cannot write " + path);
}

void compress_file(int level, const char* text_path, const char* archive_path, const pith::Model* model) {
  std::istringstream text(content_of(text_path));
  std::ofstream archive(archive_path, std::ios::binary);
  pith::CompressOptions options;
  options.level = level;
  options.model = model;
  pith::compress(text, archive, options);
  archive.close();
  if (!archive) throw std::runtime_error(std::string("cannot write ") + archive_path);
}

std::string decompressed_file(const char* archive_path, const pith::Model* model) {
  std::ifstream archive(archive_path, std::ios::binary);
  std::ostringstream text;
  pith::DecompressOptions options;
  if (model != nullptr) options.find_model = [model](std::uint64_t) { return *model; };
  pith::decompress(archive, text, options);
  return text.str();
}

/// A few hundred bytes, of a model that learns and of one that does not.
std::string samples(int level, const char* text_path, const pith::Model* model) {
  std::string all;
  for (const bool adaptive : {true, false}) {
    pith::SampleOptions options;
    options.level = level;
    options.model = model;
    options.adaptive = adaptive;
    options.prompt = content_of(text_path).substr(0, 1000);
    options.characters = 150;
    options.temperature_milli = 800;
    options.top_p_milli = 900;
    pith::sample(options, [&all](std::string_view piece) { all += piece; });
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) return 2;
  try {
    const std::optional<pith::Model> model = argc == 5 ? std::optional(unpacked_model(argv[4])) : std::nullopt;
    const pith::Model* used = model ? &*model : nullptr;
    const int level = std::atoi(argv[1]);
    compress_file(level, argv[2], argv[3], used);
    if (decompressed_file(argv[3], used) != content_of(argv[2])) throw std::runtime_error("the text is not restored");
    write_file(std::string(argv[3]) + ".sample", samples(level, argv[2], used));
  } catch (const std::exception& error) {
    std::cerr << argv[2] << " at level " << argv[1] << ": " << error.what() << '\n';
    return 1;
  }
  return 0;
}
