// What a power cut may leave on the disk of a recorded history: everything that was synced, and any
// part of what was not.
//
// The disk is the harshest that POSIX allows within reason: writes not yet synced reach the platter
// in any combination, by sectors, a sector possibly up to some octet only; a name is there when its
// folder was synced, and names changed since are there up to some point, in their order.
#pragma once

#include <functional>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "fault/disk.hpp"

namespace concordat::fault {

// Files by the path they were recorded under.
using Remains = std::map<std::string, std::string>;

class Platter {
 public:
  // What of the unsynced writes gets through.
  enum class Luck { kNothing, kEverything, kSome, kTorn };

  // `honest` says whether a sync did what it promised; a disk that lies is what the tests must
  // find.
  using Honest = std::function<bool(const Change&)>;
  explicit Platter(const std::vector<Change>& changes, Honest honest = {});

  // Takes one more change of the history. False at its end.
  bool advance();
  [[nodiscard]] std::size_t position() const { return position_; }
  // Whether anything is not synced: otherwise luck makes no difference.
  [[nodiscard]] bool in_doubt() const;
  [[nodiscard]] Remains cut(Luck luck, std::mt19937_64& random) const;

 private:
  struct File {
    std::string durable;
    std::vector<const Change*> pending;
  };

  const std::vector<Change>& changes_;
  Honest honest_;
  std::size_t position_ = 0;
  std::map<std::uint64_t, File> files_;
  std::map<std::string, std::uint64_t> names_;  // durable
  std::vector<const Change*> pending_names_;
  std::set<std::string> made_;  // folders, durable or not
};

}  // namespace concordat::fault
