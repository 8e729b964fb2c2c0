// driver LEVEL TEXT ARCHIVE: compresses TEXT to ARCHIVE, reads it back, and fails unless that restores the text.
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "pith/codec.h"

namespace {

std::string content_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file) throw std::runtime_error(std::string("cannot read ") + path);
  return content.str();
}

void compress_file(int level, const char* text_path, const char* archive_path) {
  std::istringstream text(content_of(text_path));
  std::ofstream archive(archive_path, std::ios::binary);
  pith::CompressOptions options;
  options.level = level;
  pith::compress(text, archive, options);
  archive.close();
  if (!archive) throw std::runtime_error(std::string("cannot write ") + archive_path);
}

std::string decompressed_file(const char* archive_path) {
  std::ifstream archive(archive_path, std::ios::binary);
  std::ostringstream text;
  pith::decompress(archive, text);
  return text.str();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  try {
    compress_file(std::atoi(argv[1]), argv[2], argv[3]);
    if (decompressed_file(argv[3]) != content_of(argv[2])) throw std::runtime_error("the text is not restored");
  } catch (const std::exception& error) {
    std::cerr << argv[2] << " at level " << argv[1] << ": " << error.what() << '\n';
    return 1;
  }
  return 0;
}
