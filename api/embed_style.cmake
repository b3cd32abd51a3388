# Writes style sheets as one C++ literal, in their order and without comments and indentation:
# cmake -DINPUTS=a.css,b.css -DOUTPUT=... -P embed_style.cmake
string(REPLACE "," ";" inputs "${INPUTS}")
set(style "")
foreach(input ${inputs})
  file(READ ${input} text)
  string(REGEX REPLACE "/\\*[^*]*\\*+([^/*][^*]*\\*+)*/" "" text "${text}")
  string(REGEX REPLACE "\n *" "" text "${text}")
  string(APPEND style "${text}")
endforeach()
file(WRITE ${OUTPUT}
  "#pragma once\n\nnamespace concordat::api {\n\n"
  "inline constexpr const char kPageStyle[] =\n    R\"style(${style})style\";\n\n"
  "}  // namespace concordat::api\n")
