// The words of the catalogue as a libFuzzer dictionary: spec/corpus/statement.dict.
#pragma once

#include <string>

namespace concordat::statement {

// Every member name, choice and type name, quoted as in JSON; sorted, each once.
[[nodiscard]] std::string fuzz_dictionary();

}  // namespace concordat::statement
