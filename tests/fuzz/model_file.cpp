// Any bytes as a model file, their identity mended: the model is read, all of it, or refused, quickly and in memory
// that goes with the file.
#include "format/models/model_file.h"

#include "format/models/model_header.h"
#include "format/models/model_section.h"
#include "fuzz/fuzz_support.h"
#include "pith/predictor.h"
#include "support/models.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pith;
  using namespace pith::fuzz;
  Bytes file(data, data + size);
  if (file.size() >= kIdentityEnd) {
    Bytes identity;
    append_little_endian(identity, identity_of(file));
    std::ranges::copy(identity, file.begin() + kIdentityOffset);
  }
  try {
    const Model model = Model::from_bytes("any", file);
    require(model.file_bytes() == size, "a model is as long as its file");
    std::uint64_t sections = 0;
    for (const Model::Section& section : model.sections()) sections += section.bytes;
    require(sections < size, "sections lie within their file");
    require(!test::model_bytes(model.metadata()).empty(), "metadata that can be read can be written");
    Predictor predictor(3, 8, &model);
    for (int i = 0; i < 64; ++i) predictor.learn(data[i % size] & 1);
  } catch (const Error&) {
  }
  return 0;
}
