#include "registry/sealed.hpp"

#include <algorithm>

#include "registry/ports/background.hpp"

namespace concordat::registry {
namespace {

constexpr std::string_view kForm = "concordat-state\n";
// The length of the content, and the hash over everything that is no block.
constexpr std::size_t kSeal_bytes = sizeof(std::uint64_t) + sizeof(crypto::Digest);
// Blocks that wait for their hash: the one who fills them is then ahead by as much.
constexpr std::size_t kMostFull = 4;
// One core takes the stream in; more than these hash faster than it can.
constexpr unsigned kMostReaders = 3;

ByteView view(std::span<const std::byte> octets) {
  return {reinterpret_cast<const Byte*>(octets.data()), octets.size()};
}

std::uint64_t count_of_blocks(std::uint64_t content_bytes) {
  return (content_bytes + kSealedBlock_bytes - 1) / kSealedBlock_bytes;
}

std::array<std::byte, sizeof(std::uint64_t)> little_endian(std::uint64_t number) {
  std::array<std::byte, sizeof number> octets{};
  for (std::byte& octet : octets) {
    octet = static_cast<std::byte>(number & 0xFF);
    number >>= 8;
  }
  return octets;
}

std::uint64_t number_in(std::span<const std::byte, sizeof(std::uint64_t)> octets) {
  std::uint64_t number = 0;
  for (std::size_t at = octets.size(); at-- > 0;) {
    number = number << 8 | std::to_integer<std::uint64_t>(octets[at]);
  }
  return number;
}

crypto::Digest seal_over(std::span<const std::byte> form, std::uint64_t content_bytes,
                         std::span<const crypto::Digest> hashes) {
  std::vector<std::byte> octets(form.begin(), form.end());
  const auto length = little_endian(content_bytes);
  octets.insert(octets.end(), length.begin(), length.end());
  const auto listed = std::as_bytes(hashes);
  octets.insert(octets.end(), listed.begin(), listed.end());
  return crypto::sha256(view(octets));
}

std::span<const std::byte> form() { return std::as_bytes(std::span(kForm)); }

std::unexpected<Error> damaged() { return fail({.code = "snapshot.damaged"}); }

}  // namespace

SealedSink::SealedSink(Snapshots::Writing& writing)
    : writing_(writing), outcome_(writing.append(form())) {
  filling_.reserve(kSealedBlock_bytes);
  thread_ = in_background([this](const std::stop_token& stop) { run(stop); });
}

SealedSink::~SealedSink() {
  thread_.request_stop();
  changed_.notify_all();
}

void SealedSink::put(std::span<const std::byte> octets) {
  content_bytes_ += octets.size();
  while (!octets.empty()) {
    const std::size_t fits = std::min(octets.size(), kSealedBlock_bytes - filling_.size());
    filling_.insert(filling_.end(), octets.begin(),
                    octets.begin() + static_cast<std::ptrdiff_t>(fits));
    octets = octets.subspan(fits);
    if (filling_.size() == kSealedBlock_bytes) hand_over();
  }
}

void SealedSink::hand_over() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return full_.size() < kMostFull; });
  full_.push_back(std::move(filling_));
  filling_ = {};
  if (!empty_.empty()) {
    filling_ = std::move(empty_.back());
    empty_.pop_back();
  }
  filling_.clear();
  filling_.reserve(kSealedBlock_bytes);
  lock.unlock();
  changed_.notify_all();
}

void SealedSink::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [this] { return !full_.empty(); })) {
    Block block = std::move(full_.front());
    full_.pop_front();
    working_ = true;
    Status outcome = outcome_;
    lock.unlock();
    hashes_.push_back(crypto::sha256(view(block)));
    if (outcome) outcome = writing_.append(block);
    lock.lock();
    outcome_ = outcome;
    working_ = false;
    empty_.push_back(std::move(block));
    changed_.notify_all();
  }
}

Status SealedSink::seal() {
  if (!filling_.empty()) hand_over();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return full_.empty() && !working_; });
  CONCORDAT_CHECK(outcome_);
  CONCORDAT_CHECK(writing_.append(std::as_bytes(std::span(hashes_))));
  CONCORDAT_CHECK(writing_.append(little_endian(content_bytes_)));
  const crypto::Digest seal = seal_over(form(), content_bytes_, hashes_);
  return writing_.append(std::as_bytes(std::span(seal)));
}

Result<std::unique_ptr<SealedSource>> SealedSource::open(
    std::unique_ptr<Snapshots::Reading> reading) {
  const std::uint64_t size = reading->size_bytes();
  if (size < kForm.size() + kSeal_bytes) return damaged();
  std::array<std::byte, kSeal_bytes> tail{};
  CONCORDAT_CHECK(reading->read(size - kSeal_bytes, tail));
  const std::uint64_t content_bytes = number_in(std::span(tail).first<sizeof(std::uint64_t)>());
  if (content_bytes > size) return damaged();
  std::vector<crypto::Digest> hashes(count_of_blocks(content_bytes));
  const std::uint64_t listed_bytes = hashes.size() * sizeof(crypto::Digest);
  if (kForm.size() + content_bytes + listed_bytes + kSeal_bytes != size) return damaged();
  CONCORDAT_CHECK(
      reading->read(kForm.size() + content_bytes, std::as_writable_bytes(std::span(hashes))));
  std::array<std::byte, kForm.size()> head{};
  CONCORDAT_CHECK(reading->read(0, head));
  const crypto::Digest seal = seal_over(head, content_bytes, hashes);
  const auto written = std::span(tail).subspan(sizeof(std::uint64_t));
  if (!std::ranges::equal(head, form()) ||
      !std::ranges::equal(std::as_bytes(std::span(seal)), written)) {
    return damaged();
  }
  return std::unique_ptr<SealedSource>(
      new SealedSource(std::move(reading), content_bytes, std::move(hashes)));
}

SealedSource::SealedSource(std::unique_ptr<Snapshots::Reading> reading, std::uint64_t content_bytes,
                           std::vector<crypto::Digest> hashes)
    : reading_(std::move(reading)), content_bytes_(content_bytes), hashes_(std::move(hashes)) {
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  const std::uint64_t useful = hashes_.size() > 1 ? hashes_.size() - 1 : 0;
  const auto readers =
      static_cast<std::size_t>(std::min<std::uint64_t>({cores - 1, kMostReaders, useful}));
  for (std::size_t at = 0; at < readers; ++at) {
    threads_.push_back(in_background([this](const std::stop_token& stop) { run(stop); }));
  }
}

SealedSource::~SealedSource() {
  for (std::jthread& thread : threads_) thread.request_stop();
  room_.notify_all();
}

Result<SealedSource::Block> SealedSource::read(std::uint64_t number, Block block) const {
  const std::uint64_t begin = number * kSealedBlock_bytes;
  block.resize(std::min<std::uint64_t>(kSealedBlock_bytes, content_bytes_ - begin));
  CONCORDAT_CHECK(reading_->read(kForm.size() + begin, block));
  if (crypto::sha256(view(block)) != hashes_[number]) return damaged();
  return block;
}

// Unlocked meanwhile.
void SealedSource::make(std::unique_lock<std::mutex>& lock, std::uint64_t number) {
  Block block;
  if (!empty_.empty()) {
    block = std::move(empty_.back());
    empty_.pop_back();
  }
  lock.unlock();
  Result<Block> made = read(number, std::move(block));
  lock.lock();
  places_[number % kBlocksAhead].emplace(std::move(made));
  made_.notify_all();
}

void SealedSource::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (room_.wait(
      lock, stop, [this] { return begun_ == hashes_.size() || begun_ < taken_ + kBlocksAhead; })) {
    if (begun_ == hashes_.size() || stop.stop_requested()) return;
    make(lock, begun_++);
  }
}

// Whoever takes the stream reads himself while the block he waits for has not been begun.
bool SealedSource::next() {
  std::unique_lock lock(mutex_);
  if (taken_ == hashes_.size()) return false;
  std::optional<Result<Block>>& place = places_[taken_ % kBlocksAhead];
  while (!place) {
    if (begun_ == taken_) {
      make(lock, begun_++);
    } else {
      made_.wait(lock);
    }
  }
  empty_.push_back(std::move(current_));
  current_ = {};
  used_ = 0;
  if (*place) {
    current_ = std::move(**place);
  } else {
    status_ = fail(place->error());
  }
  place.reset();
  ++taken_;
  lock.unlock();
  room_.notify_all();
  return status_.has_value();
}

bool SealedSource::get(std::span<std::byte> octets) {
  if (!status_) return false;
  while (!octets.empty()) {
    if (used_ == current_.size() && !next()) return false;
    const std::size_t count = std::min(octets.size(), current_.size() - used_);
    std::copy_n(current_.begin() + static_cast<std::ptrdiff_t>(used_), count, octets.begin());
    used_ += count;
    taken_bytes_ += count;
    octets = octets.subspan(count);
  }
  return true;
}

}  // namespace concordat::registry
