# xxhash::xxhash: xxHash used as a header. It leaves nothing to link, so neither the installed library nor a cross build
# needs libxxhash, and XXH_INLINE_ALL compiles it with the flags of the code around it (exact_half needs that).
find_path(XXHASH_INCLUDE_DIR xxhash.h)
mark_as_advanced(XXHASH_INCLUDE_DIR)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Xxhash REQUIRED_VARS XXHASH_INCLUDE_DIR)

if(Xxhash_FOUND AND NOT TARGET xxhash::xxhash)
  add_library(xxhash::xxhash INTERFACE IMPORTED)
  target_include_directories(xxhash::xxhash INTERFACE ${XXHASH_INCLUDE_DIR})
  target_compile_definitions(xxhash::xxhash INTERFACE XXH_INLINE_ALL)
endif()
