# Manual pages and completions, which tools/make_manuals writes from what the program says of its options. Without
# Python, or where the program cannot be run here, there are none.
find_package(Python3 3.9 COMPONENTS Interpreter)
if(NOT PITH_BUILD_CLI OR NOT Python3_FOUND OR (CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR))
  return()
endif()
set(manuals ${PROJECT_BINARY_DIR}/manuals)
file(GLOB manual_tools CONFIGURE_DEPENDS tools/make_manuals tools/manual/*.py)
if(PITH_PACKAGE)
  set(compress_pages COMMAND sh -c "gzip -9nf ${manuals}/man1/*.1")
endif()
add_custom_command(OUTPUT ${manuals}/done
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tools/make_manuals $<TARGET_FILE:pith_cli> ${manuals}
  ${compress_pages}
  COMMAND ${CMAKE_COMMAND} -E touch ${manuals}/done
  DEPENDS pith_cli ${manual_tools} VERBATIM
  COMMENT "Writing manual pages and completions")
add_custom_target(manuals ALL DEPENDS ${manuals}/done)

install(DIRECTORY ${manuals}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT program)
set(PITH_ZSH_COMPLETIONS ${CMAKE_INSTALL_DATAROOTDIR}/zsh/site-functions CACHE STRING "Where completions of zsh go")
set(bash_completions ${CMAKE_INSTALL_DATAROOTDIR}/bash-completion/completions)
install(FILES ${manuals}/completions/pith DESTINATION ${bash_completions} COMPONENT program)
install(FILES ${PROJECT_BINARY_DIR}/links/unpith ${PROJECT_BINARY_DIR}/links/pithcat DESTINATION ${bash_completions}
  COMPONENT program)
install(FILES ${manuals}/completions/_pith DESTINATION ${PITH_ZSH_COMPLETIONS} COMPONENT program)
install(FILES ${manuals}/completions/pith.fish DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/fish/vendor_completions.d
  COMPONENT program)
