# Writes the source file that says which sources fold entries: cmake -DLIST=... -DOUTPUT=... -P
file(READ ${LIST} sources)
set(digests)
foreach(source IN LISTS sources)
  file(SHA256 ${source} digest)
  string(APPEND digests ${digest})
endforeach()
string(SHA256 digest "${digests}")
file(WRITE ${OUTPUT} "#include \"registry/snapshot.hpp\"

namespace concordat::registry {

std::string_view folding_digest() { return \"${digest}\"; }

}  // namespace concordat::registry
")
