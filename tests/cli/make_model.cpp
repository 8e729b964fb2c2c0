// make_model NAME FILE [DESCRIPTION]: writes a model without sections, which predicts as from empty.
#include <exception>
#include <fstream>
#include <iostream>

#include "base/byte_sink.h"
#include "support/models.h"

int main(int argc, char** argv) {
  if (argc < 3 || argc > 4) return 2;
  pith::ModelMetadata metadata = pith::test::metadata_named(argv[1]);
  metadata.description = argc == 4 ? argv[3] : "";
  metadata.licence = "MIT";
  metadata.training_command = "pith train";
  metadata.pith_version = "0.1.0";
  metadata.corpus_files = 2;
  metadata.corpus_bytes = 1234567;
  metadata.corpora = {{.name = "novels", .bytes = 1234000, .sha256 = std::string(64, 'a')}};
  metadata.held_out = {{.level = 6, .text_bytes = 5000, .from_empty_millibits = 2500, .with_model_millibits = 2125}};
  metadata.facts = {{.name = "language", .value = "en"}};
  try {
    std::ofstream file(argv[2], std::ios::binary);
    pith::ByteSink sink(file, argv[2]);
    std::cout << pith::identity_text(pith::write_model(sink, metadata, {})) << '\n';
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
