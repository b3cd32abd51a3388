// An extract of a log: some of its entries, each at its place, and for every run that is left out
// the roots of the complete subtrees that make it up. Read from the left it leads to the root of
// the whole tree (RFC 9162, 2.1), so it is one inclusion proof for all of its entries together:
// whoever makes an extract can leave entries out, and can neither invent nor move one.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/merkle/frontier.hpp"
#include "core/merkle/source.hpp"

namespace concordat::log {

// The complete subtrees that make up the leaves [begin, end), from the left, each as large as its
// place allows: what an extract says of a run that it leaves out.
[[nodiscard]] std::vector<merkle::Node> subtrees_of(std::uint64_t begin, std::uint64_t end);

// Reads an extract piece by piece; some sixty hashes of memory.
class Extract {
 public:
  // The entry at `size()`.
  void entry(ByteView octets);
  // 2^level entries from `size()` on that are left out. Code extract.place: no complete subtree of
  // that size stands there, or the log would have no end.
  [[nodiscard]] Status leave_out(unsigned level, const merkle::Hash& root);

  // How far it has come, and the root of the tree up to there.
  [[nodiscard]] std::uint64_t size() const { return frontier_.size(); }
  [[nodiscard]] merkle::Hash root() const { return frontier_.root(); }

 private:
  merkle::Frontier frontier_;
};

}  // namespace concordat::log
