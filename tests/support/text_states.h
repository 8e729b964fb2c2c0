#pragma once

#include <cstdint>
#include <string>

#include "model/text/text_state.h"
#include "model/text/window.h"

namespace pith::test {

/// What is known after `text`, read from its first byte.
inline TextState state_after(const std::string& text) {
  Window window(4096);
  TextState state;
  for (const char byte : text) {
    state.update(window, static_cast<std::uint8_t>(byte));
    window.push(static_cast<std::uint8_t>(byte));
  }
  return state;
}

}  // namespace pith::test
