# pith_shared: libpith.so, of the objects of the static library. It exports what public headers declare, no more: all
# else is hidden by the compiler, and what templates of the standard library leave behind by the linker.
#
# PITH_LINKED is the library that the program and the Python module link.
set(PITH_LINKED pith)
if(NOT PITH_SHARED)
  return()
endif()

add_library(pith_shared SHARED $<TARGET_OBJECTS:pith>)
# Until 1.0.0 the version of the interface stays 0.
set_target_properties(pith_shared PROPERTIES OUTPUT_NAME pith EXPORT_NAME shared LINKER_LANGUAGE CXX
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
target_compile_features(pith_shared PUBLIC cxx_std_20)
target_include_directories(pith_shared
  PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(pith_shared PRIVATE Threads::Threads)
if(UNIX AND NOT APPLE)
  set(symbols ${PROJECT_SOURCE_DIR}/cmake/libpith.map)
  target_link_options(pith_shared PRIVATE -Wl,--version-script=${symbols})
  set_target_properties(pith_shared PROPERTIES LINK_DEPENDS ${symbols})
endif()
if(PITH_LINK_SHARED)
  set(PITH_LINKED pith_shared)
endif()
