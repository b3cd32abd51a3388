// A stream of zlib that is ended whatever happens. Private to this folder.
#pragma once

#include <zlib.h>

#include "core/credential/host.hpp"

namespace concordat::inflate {

// How zlib is told which format it writes, or reads and nothing else: the logarithm of the window
// of 32 KiB that both formats may use, and a number on top of it for GZIP.
inline int window_of(credential::Compression form) {
  constexpr int kLargestWindow = 15;
  constexpr int kGzipFormat = 16;
  return form == credential::Compression::kGzip ? kLargestWindow + kGzipFormat : kLargestWindow;
}

class ZlibStream {
 public:
  using End = int (*)(z_stream*);

  // `begin` readies a state and gives zlib's own answer; `end` is called where it was Z_OK.
  template <class Begin>
  ZlibStream(Begin&& begin, End end) : end_(end), ready_(begin(&state_) == Z_OK) {}
  ~ZlibStream() {
    if (ready_) end_(&state_);
  }
  ZlibStream(const ZlibStream&) = delete;
  ZlibStream& operator=(const ZlibStream&) = delete;

  [[nodiscard]] bool ready() const { return ready_; }
  z_stream& state() { return state_; }

 private:
  z_stream state_{};
  End end_;
  bool ready_;
};

}  // namespace concordat::inflate
