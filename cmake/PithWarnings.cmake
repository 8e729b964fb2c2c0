# pith_warnings: linked privately by our own targets only; third-party headers come in as system headers.
add_library(pith_warnings INTERFACE)
target_compile_options(pith_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -Wcast-align -Wcast-qual -Wdouble-promotion -Wextra-semi -Wformat=2 -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual -Wundef -Wvla
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-branches -Wduplicated-cond>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>  # false where strings are joined: GCC bug 105651
  $<$<BOOL:${PITH_WARNINGS_AS_ERRORS}>:-Werror>)
