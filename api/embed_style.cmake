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
  "#include \"api/page_style.hpp\"\n\nnamespace concordat::api {\n\n"
  "Name page_style() {\n  return R\"style(${style})style\";\n}\n\n"
  "}  // namespace concordat::api\n")
