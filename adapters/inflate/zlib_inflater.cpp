#include "adapters/inflate/zlib_inflater.hpp"

#include <algorithm>
#include <limits>

#include "adapters/inflate/zlib_stream.hpp"

namespace concordat::inflate {
namespace {

// What is allocated first; doubled until the stream has ended or the limit is reached.
constexpr std::size_t kFirst_bytes = std::size_t{16} << 10;
Error form() { return {.code = "inflate.form", .expected = "one whole stream"}; }

}  // namespace

Result<Bytes> ZlibInflater::inflate(credential::Compression format, ByteView stream,
                                    std::size_t limit_bytes) const {
  ZlibStream inflating([format](z_stream* state) { return inflateInit2(state, window_of(format)); },
                       &inflateEnd);
  if (!inflating.ready() || stream.size() > std::numeric_limits<uInt>::max()) return fail(form());
  z_stream& state = inflating.state();
  // zlib's interface takes away const and writes nothing there.
  state.next_in = const_cast<Bytef*>(stream.data());
  state.avail_in = static_cast<uInt>(stream.size());
  Bytes out;
  for (;;) {
    const std::size_t made = out.size();
    // One octet more than the limit, so that what is too large is told from what just fits.
    const std::size_t size = std::min(std::max(made * 2, kFirst_bytes), limit_bytes + 1);
    out.resize(size);
    state.next_out = out.data() + made;
    state.avail_out = static_cast<uInt>(size - made);
    const int status = ::inflate(&state, Z_NO_FLUSH);
    out.resize(size - state.avail_out);
    if (out.size() > limit_bytes) {
      return fail({.code = "inflate.too-large",
                   .expected = std::to_string(limit_bytes) + " octets at most"});
    }
    if (status == Z_STREAM_END) {
      // Another member, or anything else, behind the stream would be read by some and not by
      // others.
      if (state.avail_in != 0) return fail(form());
      return out;
    }
    // Nothing left to read, or nothing that can be read.
    if (status != Z_OK || (state.avail_in == 0 && state.avail_out != 0)) return fail(form());
  }
}

}  // namespace concordat::inflate
