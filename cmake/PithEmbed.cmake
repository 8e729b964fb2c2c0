# pith_embed(TARGET FOLDER FILE...) compiles the files into TARGET, where cli/pages/page_assets.h finds them by their
# path in FOLDER.
#
# Run as a script (-DFOLDER=... -DFILES=... -DOUTPUT=...), it writes the C++ source: arrays of bytes, since compilers
# limit the length of a string.
if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  set(arrays "")
  set(rows "")
  foreach(file IN LISTS FILES)
    file(RELATIVE_PATH name ${FOLDER} ${file})
    string(MAKE_C_IDENTIFIER ${name} identifier)
    file(READ ${file} bytes HEX)
    string(REGEX REPLACE "(................................)" "\\1\n" bytes "${bytes}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
    string(APPEND arrays "const unsigned char ${identifier}[] = {\n${bytes}};\n")
    string(APPEND rows "    {\"${name}\", {reinterpret_cast<const char*>(${identifier}), sizeof ${identifier}}},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT [[
// Made by cmake/PithEmbed.cmake.
#include "cli/pages/page_assets.h"

namespace {

@arrays@
}  // namespace

std::span<const pith::cli::PageAsset> pith::cli::page_assets() {
  static const PageAsset assets[] = {
@rows@  };
  return assets;
}
]])
  return()
endif()

set(PITH_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

function(pith_embed target folder)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded.cpp)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} "-DFILES=${ARGN}" -DOUTPUT=${output} -P ${PITH_EMBED_SCRIPT}
    DEPENDS ${ARGN} ${PITH_EMBED_SCRIPT}
    COMMENT "Embedding the pages"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
