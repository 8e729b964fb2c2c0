#include <cstdint>
#include <memory>
#include <vector>

#include "c/guard.h"
#include "c/handles.h"
#include "pith/model_search.h"
#include "pith/version.h"

namespace {

using pith::c::guarded;
using pith::c::require;

/// Puts what `find` returns into *model, null if it throws.
pith_status found(pith_model** model, pith_error* error, const std::function<pith::Model()>& find) {
  return guarded(error, [&] {
    require(model, "where to put the model");
    *model = nullptr;
    *model = std::make_unique<pith_model>(pith_model{find()}).release();
  });
}

}  // namespace

const char* pith_version(void) { return pith::version(); }

int pith_format_version(void) { return pith::kFormatVersion; }

pith_status pith_model_open(const char* path, pith_model** model, pith_error* error) {
  return found(model, error, [&] {
    require(path, "the path of the model");
    return pith::Model::open(path);
  });
}

pith_status pith_model_find(const char* name, pith_model** model, pith_error* error) {
  return found(model, error, [&] {
    require(name, "the name of the model");
    return pith::find_model(std::string(name));
  });
}

pith_status pith_model_find_identity(uint64_t identity, pith_model** model, pith_error* error) {
  return found(model, error, [&] { return pith::find_model(identity); });
}

pith_status pith_model_from_bytes(const char* name, const void* bytes, size_t size, pith_model** model,
                                  pith_error* error) {
  return found(model, error, [&] {
    require(name, "the name of the model");
    require(bytes, "the bytes of the model");
    const auto* begin = static_cast<const std::uint8_t*>(bytes);
    return pith::Model::from_bytes(name, std::vector<std::uint8_t>(begin, begin + size));
  });
}

void pith_model_free(pith_model* model) { delete model; }

uint64_t pith_model_identity(const pith_model* model) { return model == nullptr ? 0 : model->model.identity(); }

const char* pith_model_name(const pith_model* model) {
  return model == nullptr ? "" : model->model.metadata().name.c_str();
}

uint64_t pith_model_memory_bytes(const pith_model* model) { return model == nullptr ? 0 : model->model.memory_bytes(); }
