// SHA-256 of what grows over many calls, by the library where there is one: for bodies that never
// stand in memory whole. Behind the same seam as digest.hpp.
#pragma once

#include <memory>

#include "core/crypto/digest.hpp"

namespace concordat::crypto {

class RunningSha256 {
 public:
  RunningSha256();
  ~RunningSha256();
  RunningSha256(RunningSha256&&) noexcept;
  RunningSha256& operator=(RunningSha256&&) noexcept;

  void add(ByteView data);
  // Of everything added. Nothing is added or finished again.
  [[nodiscard]] Digest finish();

 private:
  class Running;
  std::unique_ptr<Running> running_;
};

}  // namespace concordat::crypto
