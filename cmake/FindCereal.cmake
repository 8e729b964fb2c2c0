# cereal::cereal: a header library, so there is nothing to link, and the installed library does not need it.
find_path(CEREAL_INCLUDE_DIR cereal/cereal.hpp)
mark_as_advanced(CEREAL_INCLUDE_DIR)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Cereal REQUIRED_VARS CEREAL_INCLUDE_DIR)

if(Cereal_FOUND AND NOT TARGET cereal::cereal)
  add_library(cereal::cereal INTERFACE IMPORTED)
  target_include_directories(cereal::cereal INTERFACE ${CEREAL_INCLUDE_DIR})
endif()
