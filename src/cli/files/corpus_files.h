#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace pith::cli {

/// A file of a corpus.
struct CorpusFile {
  std::string path;
  std::string name;      ///< the same wherever the corpus lies: "letters/1987/may.txt" of the folder ".../letters"
  std::size_t argument;  ///< the number of the argument that it comes from
};

/// The files that arguments stand for: a file, the regular files below a folder in the order of their paths, without
/// hidden ones, or @LIST, a file that names a file or folder a line. Throws FileError.
std::vector<CorpusFile> corpus_files(const std::vector<std::string>& arguments);

}  // namespace pith::cli
