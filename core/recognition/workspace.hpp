// Where determinations are made: what was found for one question is kept for the next.
//
// A customs office asks about many certificates of few bodies. What a market makes of a kind of
// attestation (competence, acceptance, instrument, presumption, equivalence, extent) depends on the
// facts, the kind and three days, not on the certificate; so it is judged once for the days on
// which it stays the same, and used for every question that falls into them. What is kept holds for
// one log size; a question at another size begins anew. Nothing of it can be seen in an answer: it
// is the same, to the octet, as in a new workspace.
#pragma once

#include <memory>

#include "core/facts/state.hpp"
#include "core/recognition/determination.hpp"

namespace concordat::recognition {

class Workspace {
 public:
  // One thread's at a time. The state must outlive it, and may grow meanwhile.
  explicit Workspace(const facts::State& state);
  ~Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  struct Desk;  // what lies in it: desk.hpp
  [[nodiscard]] Desk& desk() { return *desk_; }

 private:
  std::unique_ptr<Desk> desk_;
};

}  // namespace concordat::recognition
