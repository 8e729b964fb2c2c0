#include "cli/pages/page.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "cli/formatting/sha256.h"
#include "cli/formatting/utf8.h"
#include "cli/pages/base64.h"
#include "cli/pages/page_assets.h"
#include "pith/error.h"

namespace pith::cli {
namespace {

const PageAsset* find_asset(std::string_view name) {
  const auto assets = page_assets();
  const auto found = std::ranges::find(assets, name, &PageAsset::name);
  return found == assets.end() ? nullptr : &*found;
}

bool is_script(std::string_view name) { return name.ends_with(".js"); }

/// Calls `text` and `key` for the parts of a layout, in order.
template <typename Text, typename Key>
void for_each_part(std::string_view layout, const Text& text, const Key& key) {
  for (std::size_t at = 0; at < layout.size();) {
    const std::size_t begin = std::min(layout.find("{{", at), layout.size());
    text(layout.substr(at, begin - at));
    const std::size_t end = layout.find("}}", begin);
    if (end == std::string_view::npos) return;
    key(layout.substr(begin + 2, end - begin - 2));
    at = end + 2;
  }
}

std::string hash_source(std::string_view script) {
  const std::string digits = sha256(script.data(), script.size());
  std::vector<unsigned char> bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    bytes.push_back(static_cast<unsigned char>(std::stoul(digits.substr(i, 2), nullptr, 16)));
  }
  return " 'sha256-" + base64(bytes) + "'";
}

std::string policy(std::string_view layout) {
  std::string scripts;
  for_each_part(
      layout, [](std::string_view) {},
      [&scripts](std::string_view key) {
        const PageAsset* asset = find_asset(key);
        if (asset != nullptr && is_script(key)) scripts += hash_source(asset->content);
      });
  return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
         "script-src" +
         scripts + "\">";
}

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_length(text, i);
    const char c = text[i];
    if (length == 0) {
      result += "\ufffd";
    } else if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '"') {
      result += "&quot;";
    } else if (c == '\'') {
      result += "&#39;";
    } else {
      const std::string_view shown =
          c == '\n' || c == '\t' ? std::string_view() : stand_in(utf8_code_point(text, i, length));
      result += shown.empty() ? text.substr(i, length) : shown;
    }
    i += std::max<std::size_t>(length, 1);
  }
  return result;
}

void write_page(std::ostream& out, std::string_view name, const PagePart& part) {
  const PageAsset* layout = find_asset(name);
  if (layout == nullptr) throw Error(ErrorCode::kInternal, "no page " + std::string(name) + " was built in");
  for_each_part(
      layout->content, [&out](std::string_view text) { out << text; },
      [&](std::string_view key) {
        if (key == "policy") {
          out << policy(layout->content);
        } else if (key.ends_with(".html")) {
          write_page(out, key, part);
        } else if (const PageAsset* asset = find_asset(key)) {
          const char* element = is_script(key) ? "script" : "style";
          out << '<' << element << '>' << asset->content << "</" << element << '>';
        } else {
          part(out, key);
        }
      });
}

}  // namespace pith::cli
