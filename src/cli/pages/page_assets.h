#pragma once

#include <span>
#include <string_view>

namespace pith::cli {

/// A file of src/cli/pages/assets, which the build embeds (cmake/PithEmbed.cmake).
struct PageAsset {
  std::string_view name;  ///< "shared/page.css"
  std::string_view content;
};

std::span<const PageAsset> page_assets();

}  // namespace pith::cli
