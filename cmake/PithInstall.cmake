# What `cmake --install` puts down: the libraries, their headers, packages for find_package(pith) and pkg-config, the
# program, and the models. Components are the packages of Debian that the files go into.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/pith)

# Static and shared have files of their own, so that a build without the one leaves the other as it is.
install(TARGETS pith EXPORT pithStatic ARCHIVE COMPONENT development)
install(EXPORT pithStatic NAMESPACE pith:: FILE pithStatic.cmake DESTINATION ${package_dir} COMPONENT development)
if(PITH_SHARED)
  install(TARGETS pith_shared EXPORT pithShared
    LIBRARY COMPONENT library NAMELINK_COMPONENT development)
  install(EXPORT pithShared NAMESPACE pith:: FILE pithShared.cmake DESTINATION ${package_dir} COMPONENT development)
endif()
install(DIRECTORY include/pith DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development FILES_MATCHING PATTERN "*.h")
# Where src/format/models/model_folders.cpp looks.
install(DIRECTORY models/ DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/pith/models COMPONENT models OPTIONAL
  FILES_MATCHING PATTERN "*.pithm")
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
if(PITH_BUILD_CLI)
  install(TARGETS pith_cli COMPONENT program)
  install(PROGRAMS src/scripts/pithgrep src/scripts/pithless DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/links)
  foreach(link unpith pithcat)
    file(CREATE_LINK pith ${PROJECT_BINARY_DIR}/links/${link} SYMBOLIC)
    install(FILES ${PROJECT_BINARY_DIR}/links/${link} DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
  endforeach()
endif()

include(PithManuals)
install(FILES src/share/pith.xml DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/mime/packages COMPONENT program)
install(FILES src/share/magic DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/pith COMPONENT program)

if(TARGET pith_python)
  # Where the system's Python looks below this prefix: Debian has a folder of its own for its packages.
  set(python_folder ${CMAKE_INSTALL_LIBDIR}/python3.${PITH_PYTHON_MINOR}/site-packages)
  if(PITH_PACKAGE)
    set(python_folder lib/python3/dist-packages)
  endif()
  install(TARGETS pith_python LIBRARY DESTINATION ${python_folder}/pith COMPONENT python)
  file(GLOB package_files src/python/pith/*.py src/python/pith/*.pyi src/python/pith/py.typed)
  install(FILES ${package_files} DESTINATION ${python_folder}/pith COMPONENT python)
endif()

configure_package_config_file(cmake/pithConfig.cmake.in ${PROJECT_BINARY_DIR}/pithConfig.cmake
  INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
# Before 1.0 a new minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/pithConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/pithConfig.cmake ${PROJECT_BINARY_DIR}/pithConfigVersion.cmake
  DESTINATION ${package_dir} COMPONENT development)

# pkg-config: paths from where pith.pc lies, so that the prefix may move.
file(RELATIVE_PATH PITH_PREFIX_FROM_PC ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(cmake/pith.pc.in ${PROJECT_BINARY_DIR}/pith.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/pith.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

add_custom_target(uninstall
  COMMAND ${CMAKE_COMMAND} -DBUILD=${PROJECT_BINARY_DIR} -P ${PROJECT_SOURCE_DIR}/cmake/PithUninstall.cmake
  COMMENT "Removing what the last install put down" VERBATIM)
