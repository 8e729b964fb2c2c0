#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pith/export.h"
#include "pith/model.h"

namespace PITH_PUBLIC_NAMESPACE pith {

/// The folders in which models are looked for, in this order, whether they exist or not; never the current one, where a
/// model may have come with the texts:
/// - those that the environment variable PITH_MODELS lists, separated by colons;
/// - pith/models in the user's data folder, which is $XDG_DATA_HOME or else ~/.local/share;
/// - ../share/pith/models from the folder of the running program: where an installed pith has its models;
/// - models in the source tree that the running program was built in;
/// - share/pith/models below the prefix that the shared library lies in, if this is one;
/// - share/pith/models below the prefix that this library was configured for, whichever program runs: Python for one.
std::vector<std::string> model_folders();

/// The file that `name` stands for: with a '/', or ending in .pithm in the current folder, it is a path; otherwise
/// NAME.pithm (or `name` itself, if it ends so) in the first folder that has it. Nothing if there is no such file.
std::optional<std::string> find_model_file(const std::string& name);

/// Opens that file. Throws Error kModel if there is none, and as Model::open().
Model find_model(const std::string& name);

/// A file and the identity that it claims, which opening it will check.
struct IdentifiedFile {
  std::string path;
  std::uint64_t identity = 0;
};

/// The models in those folders, the folders in order and in each the files by name: of a folder up to 1000. What is no
/// model is passed over.
std::vector<IdentifiedFile> identified_model_files();

/// Opens the first .pithm of an identity or a short name, the folders in order and in each the files by name. Of others
/// only the header is read; files that are no models are passed over. Throws Error kModel if there is none or a short
/// name stands for several, and as Model::open() if the only one is damaged.
Model find_model(std::uint64_t identity);

}  // namespace pith
