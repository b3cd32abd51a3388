#include "adapters/inflate/zlib_deflater.hpp"

#include <limits>

#include "adapters/inflate/zlib_stream.hpp"

namespace concordat::inflate {
namespace {

constexpr int kMemoryLevel = 9;  // all that zlib takes for speed
// A header of GZIP is longer than the one that zlib's bound counts.
constexpr std::size_t kHeader_bytes = 32;

Error failed() { return {.code = "deflate.failed"}; }

// What is compressed here are status lists: zeros with a bit here and there. To look for runs alone
// takes a fiftieth of the time of looking for everything, and packs all but nearly empty lists
// better.
ZlibStream begin(credential::Compression form) {
  return {[form](z_stream* state) {
            return deflateInit2(state, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_of(form),
                                kMemoryLevel, Z_RLE);
          },
          &deflateEnd};
}

}  // namespace

Result<Bytes> ZlibDeflater::deflate(credential::Compression form, ByteView octets) const {
  ZlibStream deflating = begin(form);
  if (!deflating.ready() || octets.size() > std::numeric_limits<uInt>::max() / 2) {
    return fail(failed());
  }
  z_stream& state = deflating.state();
  Bytes out(deflateBound(&state, octets.size()) + kHeader_bytes);
  // zlib's interface takes away const and writes nothing there.
  state.next_in = const_cast<Bytef*>(octets.data());
  state.avail_in = static_cast<uInt>(octets.size());
  state.next_out = out.data();
  state.avail_out = static_cast<uInt>(out.size());
  if (::deflate(&state, Z_FINISH) != Z_STREAM_END) return fail(failed());
  out.resize(out.size() - state.avail_out);
  return out;
}

}  // namespace concordat::inflate
