// Keys of the organisations in a scenario, and drafts signed with them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

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

// Drafts as signed statements, each new author's key enrolled right before its first one.
struct Batch {
  std::vector<std::string> statements;
  std::vector<std::size_t> draft_of;  // by statement: its draft; the number of drafts: an enrolment
  std::vector<Status> outcomes;       // by draft; what could not be signed is told here already

  // Takes over what became of a statement.
  void settle(std::size_t statement, const Error& error);
};
[[nodiscard]] Batch sign_batch(Signatures& signatures, const std::vector<json::Value>& drafts);

}  // namespace concordat::scenarios
