# What nearly every file includes, compiled once: half the time of a debug build goes into reading
# it.
#
# Only presets that say CONCORDAT_PRECOMPILED do so. The others, the release among them, read every
# header where it is named, so a file that forgets one is found out.

option(CONCORDAT_PRECOMPILED "Compile the headers that many files share once" OFF)

set(precompiled_standard
    <algorithm> <array> <atomic> <charconv> <chrono> <cstdint> <filesystem> <fstream> <functional>
    <map> <memory> <mutex> <optional> <set> <span> <string> <string_view> <thread> <utility>
    <variant> <vector>)
# Above the core everything speaks of the registry; what is in its header changes as seldom.
set(precompiled_registry
    ${CMAKE_SOURCE_DIR}/registry/registry.hpp ${CMAKE_SOURCE_DIR}/core/json/read.hpp
    ${CMAKE_SOURCE_DIR}/core/json/write.hpp)

# concordat_precompiled_<kind>: nothing but its headers, which others of the same kind reuse.
function(concordat_precompiled kind)
  file(WRITE ${CMAKE_BINARY_DIR}/precompiled/${kind}.cpp "")
  add_library(concordat_precompiled_${kind} STATIC ${CMAKE_BINARY_DIR}/precompiled/${kind}.cpp)
  target_link_libraries(concordat_precompiled_${kind} PRIVATE concordat_flags)
  # Times of files would make the same headers another result in every checkout.
  target_compile_options(concordat_precompiled_${kind} PRIVATE
                         $<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>)
  if(kind MATCHES "_test$")
    target_compile_options(concordat_precompiled_${kind} PRIVATE $<$<CONFIG:Debug>:-O0>)
  endif()
  target_precompile_headers(concordat_precompiled_${kind} PRIVATE ${ARGN})
endfunction()

if(CONCORDAT_PRECOMPILED)
  concordat_precompiled(core ${precompiled_standard})
  concordat_precompiled(core_test ${precompiled_standard} <doctest/doctest.h>)
  concordat_precompiled(above ${precompiled_standard} ${precompiled_registry})
  concordat_precompiled(above_test ${precompiled_standard} ${precompiled_registry}
                        <doctest/doctest.h>)
endif()

# The headers for a target of the folder `path`; `suffix` is "" or "_test".
function(concordat_reuse_precompiled target path suffix)
  if(CONCORDAT_PRECOMPILED)
    set(kind above)
    if(path MATCHES "^core/")
      set(kind core)
    endif()
    target_precompile_headers(${target} REUSE_FROM concordat_precompiled_${kind}${suffix})
  endif()
endfunction()
