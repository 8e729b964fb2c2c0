#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/files/file_error.h"

namespace pith::cli {

/// A file of a corpus.
struct CorpusFile {
  std::string path;
  std::string name;      ///< the same wherever the corpus lies: "letters/1987/may.txt" of the folder ".../letters"
  std::size_t argument;  ///< the number of the argument that it comes from
};

/// What was found where files are looked for, and is not among them.
struct PassedOver {
  std::vector<FileError> faults;     ///< what should have been read and cannot be
  std::vector<std::string> special;  ///< "NAME: is a FIFO, skipped; ..."
  std::uint64_t archives = 0;        ///< in folders: what a compressor made is no text
};

/// The files that arguments stand for: a file, the regular files below a folder in the order of their paths, without
/// hidden ones and archives, or @LIST, a file that names files and folders. Links to folders are not followed in
/// folders. FIFOs, devices and sockets are files only with `force`. Throws FileError for a list that cannot be read; a
/// missing file that is an argument of its own is not looked for.
std::vector<CorpusFile> corpus_files(const std::vector<std::string>& arguments, bool force, PassedOver& passed_over);

}  // namespace pith::cli
