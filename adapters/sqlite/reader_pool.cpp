#include "adapters/sqlite/reader_pool.hpp"

#include <utility>

namespace concordat::sqlite {
namespace {

// More readers than cores gain nothing by keeping their page caches warm.
constexpr std::size_t kMaxIdle = 16;

}  // namespace

// All room at once: giving a connection back must not fail.
ReaderPool::ReaderPool(std::string path) : path_(std::move(path)) { idle_.reserve(kMaxIdle); }

ReaderPool::Lease::~Lease() {
  if (!connection_) return;
  const std::lock_guard lock(pool_->mutex_);
  if (pool_->idle_.size() < kMaxIdle) pool_->idle_.push_back(std::move(connection_));
}

Result<ReaderPool::Lease> ReaderPool::take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(connection));
    }
  }
  CONCORDAT_TRY(opened, Connection::open(path_, Connection::Access::kReadOnly));
  return Lease(*this, std::make_unique<Connection>(std::move(opened)));
}

}  // namespace concordat::sqlite
