# cmake -DBUILD=... -DPREFIX=... -DCONFIG=... -P install.cmake: installs into a prefix that holds nothing else.
file(REMOVE_RECURSE ${PREFIX})
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --config "${CONFIG}" --prefix ${PREFIX}
  COMMAND_ERROR_IS_FATAL ANY)
