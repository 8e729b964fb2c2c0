// make_trained_model NAME FILE NGRAM_BYTES: writes a model of the sample texts in corpora/.
#include <exception>
#include <fstream>
#include <iostream>
#include <string>

#include "support/trained_models.h"

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  try {
    std::ofstream file(argv[2], std::ios::binary);
    file << pith::test::string_of(pith::test::sample_model(argv[1], std::stoul(argv[3])));
    file.close();
    if (!file) throw std::runtime_error(std::string("cannot write ") + argv[2]);
  } catch (const std::exception& error) {
    std::cerr << "make_trained_model: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
