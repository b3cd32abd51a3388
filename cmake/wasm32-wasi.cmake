# The cross build for WebAssembly: clang 19 with wasi-libc and libc++ 19 (libc++-19-dev-wasm32).
#
# The system's header folder holds glibc too, and clang would search it after wasi-libc's. So the
# build gets a folder of its own with nothing in it but the headers and libraries for wasm32.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER clang-19)
set(CMAKE_CXX_COMPILER clang++-19)
# GNU ar cannot index objects for WebAssembly.
set(CMAKE_AR llvm-ar-19)
set(CMAKE_RANLIB llvm-ranlib-19)
set(CMAKE_C_COMPILER_TARGET wasm32-wasi)
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)

set(concordat_sysroot ${CMAKE_CURRENT_LIST_DIR}/../build/wasm-sysroot)
foreach(folder include lib)
  file(MAKE_DIRECTORY ${concordat_sysroot}/${folder})
  file(CREATE_LINK /usr/${folder}/wasm32-wasi ${concordat_sysroot}/${folder}/wasm32-wasi SYMBOLIC)
endforeach()
file(REAL_PATH ${concordat_sysroot} CMAKE_SYSROOT)

set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
