# One function makes a module out of a folder, so that every folder is built, warned about and
# tested alike.
#
#   concordat_module(DEPENDS core::base ... PACKAGES OpenSSL::Crypto ... TEST_DEPENDS ...)
#
# takes every *.cpp of the folder it is called in, and those named after SOURCES from folders below:
#   x.cpp        the library        concordat_<path>, alias concordat::<path with ::>
#   x_test.cpp   unit tests         concordat_<path>_test, registered with ctest, label `unit`
#   x_fuzz.cpp   a fuzz target      with CONCORDAT_FUZZ: libFuzzer, concordat_<path>_<x>_fuzz
#                                   with CONCORDAT_REPLAY: a test of its corpus, label `replay`
# Corpora lie in spec/corpus/<x>, or spec/corpus/<folder> for all targets of a folder.

add_library(concordat_flags INTERFACE)
target_compile_options(concordat_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                       -Werror)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # A member left out of a designated initialiser has its documented default.
  target_compile_options(concordat_flags INTERFACE -Wthread-safety
                         -Wno-missing-designated-field-initializers)
else()
  # g++ 12 reports false uses of moved-from or uninitialised storage of std::expected and optional.
  target_compile_options(concordat_flags INTERFACE -Wno-maybe-uninitialized -Wno-restrict
                         -Wno-missing-field-initializers -Wno-conversion -Wno-shadow)
endif()
target_include_directories(concordat_flags INTERFACE ${CMAKE_SOURCE_DIR})
include(Precompiled)

function(concordat_module)
  cmake_parse_arguments(M "" "" "SOURCES;DEPENDS;PACKAGES;TEST_DEPENDS" ${ARGN})
  file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  string(REPLACE "/" "_" name ${path})
  string(REPLACE "/" "::" alias ${path})

  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  set(fuzzers ${sources})
  list(FILTER fuzzers INCLUDE REGEX "_fuzz\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "(_test|_fuzz|_bench)\\.cpp$")
  list(APPEND sources ${M_SOURCES})

  list(TRANSFORM M_DEPENDS PREPEND "concordat::")
  list(TRANSFORM M_TEST_DEPENDS PREPEND "concordat::")
  if(sources)
    add_library(concordat_${name} STATIC ${sources})
    target_link_libraries(concordat_${name} PUBLIC ${M_DEPENDS} ${M_PACKAGES}
                          PRIVATE concordat_flags)
    target_include_directories(concordat_${name} PUBLIC ${CMAKE_SOURCE_DIR})
    concordat_reuse_precompiled(concordat_${name} ${path} "")
  else()
    add_library(concordat_${name} INTERFACE)
    target_link_libraries(concordat_${name} INTERFACE ${M_DEPENDS} ${M_PACKAGES})
    target_include_directories(concordat_${name} INTERFACE ${CMAKE_SOURCE_DIR})
  endif()
  add_library(concordat::${alias} ALIAS concordat_${name})

  if(CONCORDAT_PORTABLE)
    return()
  endif()
  if(tests)
    concordat_unit_test(${path} ${name} "${tests}" "${M_TEST_DEPENDS}")
  endif()
  foreach(fuzzer ${fuzzers})
    concordat_fuzz_target(${path} ${name} ${fuzzer} "${M_TEST_DEPENDS}")
  endforeach()
endfunction()

# The test program of a module; `concordat_unit_tests_<top folder>` builds those of a whole floor.
function(concordat_unit_test path name tests depends)
  add_executable(concordat_${name}_test ${tests})
  target_link_libraries(concordat_${name}_test PRIVATE concordat_${name} concordat_test_main
                        ${depends} concordat_flags)
  concordat_tests_alone(concordat_${name}_test ${path})
  add_test(NAME ${path} COMMAND concordat_${name}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${path} PROPERTIES LABELS unit TIMEOUT 300)
  string(REGEX MATCH "^[^/]+" floor ${path})
  if(NOT TARGET concordat_unit_tests_${floor})
    add_custom_target(concordat_unit_tests_${floor})
  endif()
  add_dependencies(concordat_unit_tests_${floor} concordat_${name}_test)
endfunction()

# Optimising a test costs more than running it; what it tests stays as the preset says.
function(concordat_tests_alone target path)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Debug>:-O0>)
  concordat_reuse_precompiled(${target} ${path} _test)
endfunction()

function(concordat_fuzz_target path name fuzzer depends)
  get_filename_component(stem ${fuzzer} NAME_WE)
  set(target concordat_${name}_${stem})
  if(CONCORDAT_FUZZ)
    add_executable(${target} ${fuzzer})
    target_compile_options(${target} PRIVATE -fsanitize=fuzzer)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    target_link_libraries(${target} PRIVATE concordat_${name} ${depends} concordat_flags)
  elseif(CONCORDAT_REPLAY)
    get_filename_component(folder ${path} NAME)
    string(REGEX REPLACE "_fuzz$" "" corpus ${stem})
    set(corpora spec/corpus/${corpus} spec/corpus/${folder})
    list(REMOVE_DUPLICATES corpora)
    set(present)
    foreach(corpus ${corpora})
      if(IS_DIRECTORY ${CMAKE_SOURCE_DIR}/${corpus})
        list(APPEND present ${corpus})
      endif()
    endforeach()
    if(present)
      add_executable(${target} ${fuzzer})
      target_link_libraries(${target} PRIVATE concordat_${name} concordat_replay ${depends}
                            concordat_flags)
      concordat_reuse_precompiled(${target} ${path} "")
      add_test(NAME replay/${path}/${stem} COMMAND ${target} ${present}
               WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
      set_tests_properties(replay/${path}/${stem} PROPERTIES LABELS replay TIMEOUT 300)
    endif()
  endif()
endfunction()
