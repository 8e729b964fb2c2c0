# What `cmake --install` puts down: the library, its headers, the program, the models, and a package for
# find_package(pith).
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/pith)

install(TARGETS pith EXPORT pithTargets)
install(DIRECTORY include/pith DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
# Where src/format/models/model_folders.cpp looks.
install(DIRECTORY models/ DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/pith/models OPTIONAL
  FILES_MATCHING PATTERN "*.pithm")
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(EXPORT pithTargets NAMESPACE pith:: DESTINATION ${package_dir})
if(PITH_BUILD_CLI)
  install(TARGETS pith_cli)
  foreach(link unpith pithcat)
    install(CODE "file(CREATE_LINK pith \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}/${link}\" SYMBOLIC)")
  endforeach()
endif()

configure_package_config_file(cmake/pithConfig.cmake.in ${PROJECT_BINARY_DIR}/pithConfig.cmake
  INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
# Before 1.0 a new minor version may change the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/pithConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/pithConfig.cmake ${PROJECT_BINARY_DIR}/pithConfigVersion.cmake
  DESTINATION ${package_dir})
