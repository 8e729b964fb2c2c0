# PROGRAM prints the same whichever kernels it runs with.
execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE with_fastest COMMAND_ERROR_IS_FATAL ANY)
set(ENV{PITH_SIMD} scalar)
execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE with_scalar COMMAND_ERROR_IS_FATAL ANY)
if(NOT with_fastest MATCHES "^[0-9]+ [0-9]+\n" OR NOT with_fastest STREQUAL with_scalar)
  message(FATAL_ERROR "the fastest kernels:\n${with_fastest}the scalar ones:\n${with_scalar}")
endif()
