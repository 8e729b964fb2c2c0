#pragma once

#include <string>

#include "pith/error.h"

namespace pith {

/// The Error kDamaged for what is wrong in the model file `name`.
inline Error damaged_model(const std::string& name, const std::string& what) {
  return Error(ErrorCode::kDamaged, name + ": the model is damaged: " + what + "; get an intact copy");
}

}  // namespace pith
