# Writes a file as a C++ string: cmake -DINPUT=... -DOUTPUT=... -P embed.cmake
#
# As raw literals of 8,000 octets next to each other, because some compilers limit a single one.
# Without the white space between its members: whoever asks for it and takes its time should find
# all of it in the buffers of the connection. A test holds what is left against the file.
file(READ ${INPUT} text)
string(REGEX REPLACE "\n *" "" text "${text}")
string(REPLACE "\": " "\":" text "${text}")
string(LENGTH "${text}" length)
set(literals "")
set(at 0)
while(at LESS length)
  string(SUBSTRING "${text}" ${at} 8000 piece)
  string(APPEND literals "    R\"embedded(${piece})embedded\"\n")
  math(EXPR at "${at} + 8000")
endwhile()
string(CONCAT source
  "#include \"api/openapi.hpp\"\n\nnamespace concordat::api {\n\n"
  "std::string_view openapi_document() {\n  return\n${literals}      ;\n}\n\n"
  "}  // namespace concordat::api\n")
file(WRITE ${OUTPUT} "${source}")
