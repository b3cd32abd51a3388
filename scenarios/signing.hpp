// Keys of the organisations in a scenario, and drafts signed with them.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "core/json/value.hpp"
#include "registry/ports/signer.hpp"

namespace concordat::scenarios {

class Signatures {
 public:
  // The organisation's signer, made when it is first asked for; `is_new` says so.
  struct Found {
    Signer* signer = nullptr;
    bool is_new = false;
  };
  [[nodiscard]] Result<Found> signer(std::string_view organisation);

  // A draft as a signed statement (JWS compact), by its author's key.
  [[nodiscard]] Result<std::string> sign(const json::Value& draft);

 private:
  std::map<std::string, std::unique_ptr<Signer>, std::less<>> signers_;
};

}  // namespace concordat::scenarios
