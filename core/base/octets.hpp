// State as a stream of octets: how it is saved, and how it comes back.
//
// Large columns go as they lie in memory, without work for each element; so what was saved can be
// read by a program of the same layout alone, and whoever keeps the stream says which that is.
//
// A reader that meets the end too early gives zeros from then on and says `failed`: what was made
// of it is thrown away whole, so nobody has to ask after every value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace concordat {

// Where a stream goes. Keeps nothing of what the span shows.
class OctetSink {
 public:
  virtual ~OctetSink() = default;
  virtual void put(std::span<const std::byte> octets) = 0;
};

// Where a stream comes from.
class OctetSource {
 public:
  virtual ~OctetSource() = default;
  // Fills the whole span, or returns false; never true again after that.
  [[nodiscard]] virtual bool get(std::span<std::byte> octets) = 0;
};

// Types whose octets are their value: nothing between the members, nothing that points elsewhere.
// One that the standard cannot vouch for, because members of it are atomic, vouches for itself:
//   using OctetsAreValue = void;
template <class T>
inline constexpr bool kPlain =
    (std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>) ||
    requires { typename T::OctetsAreValue; };

class OctetWriter {
 public:
  explicit OctetWriter(OctetSink& sink) : sink_(sink) {}

  template <class T>
  void value(const T& value) {
    values(std::span<const T>(&value, 1));
  }
  template <class T>
  void values(std::span<const T> values) {
    static_assert(kPlain<T>);
    if (!values.empty()) sink_.put(std::as_bytes(values));
  }
  void text(std::string_view text) {
    value(std::uint64_t{text.size()});
    values(std::span(text.data(), text.size()));
  }

 private:
  OctetSink& sink_;
};

class OctetReader {
 public:
  explicit OctetReader(OctetSource& source) : source_(source) {}

  [[nodiscard]] bool failed() const { return failed_; }
  // What was read cannot be.
  void fail() { failed_ = true; }

  template <class T>
  [[nodiscard]] T value() {
    T value{};
    values(std::span<T>(&value, 1));
    return value;
  }
  // Over elements that are there, or over memory that becomes them.
  template <class T>
  void values(std::span<T> values) {
    static_assert(kPlain<T>);
    if (values.empty()) return;
    const auto octets = std::as_writable_bytes(values);
    if (!failed_) failed_ = !source_.get(octets);
    if (failed_) std::memset(static_cast<void*>(octets.data()), 0, octets.size());
  }
  [[nodiscard]] std::string text() {
    std::string text;
    // Little by little, so that a length that cannot be costs no memory.
    for (std::uint64_t left = value<std::uint64_t>(); left > 0 && !failed_;) {
      constexpr std::uint64_t kPiece = 4096;
      const auto piece = static_cast<std::size_t>(left < kPiece ? left : kPiece);
      const std::size_t before = text.size();
      text.resize(before + piece);
      values(std::span(text.data() + before, piece));
      left -= piece;
    }
    return text;
  }

 private:
  OctetSource& source_;
  bool failed_ = false;
};

}  // namespace concordat
