# Packages of Debian, one for each component of the install: `cpack -G DEB` in a build that was configured with the
# prefix /usr, as tools/package does it.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR pith)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_COMPONENTS_ALL program library development models)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(PITH_MAINTAINER "The pith contributors <pith@localhost>" CACHE STRING "Who answers for the packages")
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "${PITH_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "text compressor built as a language model")
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(about "pith is built as a character-level language model: n-grams and a small
recurrent network predict each next bit of a text, and an arithmetic coder
spends what the prediction was wrong by. It starts from what a model has
learnt, so that short texts become small too.")
set(release "${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}")

# package(COMPONENT NAME SECTION CONTENT DEPENDS)
function(package component name section content depends)
  string(TOUPPER ${component} key)
  set(CPACK_DEBIAN_${key}_PACKAGE_NAME ${name} PARENT_SCOPE)
  set(CPACK_DEBIAN_${key}_PACKAGE_SECTION ${section} PARENT_SCOPE)
  set(CPACK_DEBIAN_${key}_PACKAGE_DEPENDS "${depends}" PARENT_SCOPE)
  set(CPACK_COMPONENT_${key}_DESCRIPTION "${about}\n.\nThis package has ${content}." PARENT_SCOPE)
  set(doc ${CMAKE_INSTALL_DATAROOTDIR}/doc/${name})
  install(FILES ${PROJECT_BINARY_DIR}/package/changelog.Debian.gz DESTINATION ${doc} COMPONENT ${component} EXCLUDE_FROM_ALL)
  install(FILES ${PROJECT_BINARY_DIR}/package/copyright DESTINATION ${doc} COMPONENT ${component} EXCLUDE_FROM_ALL)
endfunction()

package(program pith utils "the program, its manual pages and completions" "libpith0 (>= ${PROJECT_VERSION})")
package(library libpith0 libs "the shared library" "")
package(development libpith-dev libdevel "headers and the static library"
  "libpith0 (= ${release}), libc6-dev")
package(models pith-models utils "the model of English" "")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "pith-models")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_RECOMMENDS "pith-models")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA
  "${PROJECT_BINARY_DIR}/package/shlibs;${PROJECT_BINARY_DIR}/package/triggers")
set(CPACK_DEBIAN_MODELS_PACKAGE_ARCHITECTURE all)
if(TARGET pith_python)
  list(APPEND CPACK_COMPONENTS_ALL python)
  math(EXPR next "${PITH_PYTHON_MINOR} + 1")
  package(python python3-pith python "the Python module"
    "libpith0 (>= ${PROJECT_VERSION}), python3 (>= 3.${PITH_PYTHON_MINOR}), python3 (<< 3.${next}), python3-numpy")
  set(CPACK_DEBIAN_PYTHON_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_PYTHON_PACKAGE_RECOMMENDS "pith-models")
  # Python keeps what it compiles beside the sources: it has to go with them.
  foreach(script postinst prerm)
    set(tool $<IF:$<STREQUAL:${script},postinst>,py3compile,py3clean>)
    file(GENERATE OUTPUT ${PROJECT_BINARY_DIR}/package/${script} CONTENT
      "#!/bin/sh\nset -e\nif command -v ${tool} >/dev/null 2>&1; then\n  ${tool} -p python3-pith\nfi\n")
    list(APPEND CPACK_DEBIAN_PYTHON_PACKAGE_CONTROL_EXTRA ${PROJECT_BINARY_DIR}/package/${script})
  endforeach()
endif()
# Of the shared library in the same build.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR})

file(WRITE ${PROJECT_BINARY_DIR}/package/shlibs "libpith ${PROJECT_VERSION_MAJOR} libpith0 (>= ${PROJECT_VERSION})\n")
file(WRITE ${PROJECT_BINARY_DIR}/package/triggers "activate-noawait ldconfig\n")
file(READ LICENSE licence)
string(REGEX REPLACE "\n\n" "\n.\n" licence "${licence}")
string(REGEX REPLACE "\n(.)" "\n \\1" licence "${licence}")
file(WRITE ${PROJECT_BINARY_DIR}/package/copyright
  "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nCopyright: the pith contributors\n"
  "License: Expat\n ${licence}")
string(TIMESTAMP now "%a, %d %b %Y %H:%M:%S +0000" UTC)  # heeds SOURCE_DATE_EPOCH
file(WRITE ${PROJECT_BINARY_DIR}/package/changelog.Debian
  "pith (${release}) unstable; urgency=medium\n\n  * See CHANGELOG.md of the sources.\n\n"
  " -- ${CPACK_DEBIAN_PACKAGE_MAINTAINER}  ${now}\n")
execute_process(COMMAND gzip -9nf ${PROJECT_BINARY_DIR}/package/changelog.Debian COMMAND_ERROR_IS_FATAL ANY)
include(CPack)
