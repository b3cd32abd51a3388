// Connections for readers: as many as read at the same time, a few kept for the next. Where the
// system refuses another one, readers share those there are.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/sqlite/database.hpp"

namespace concordat::sqlite {

class ReaderPool {
 public:
  explicit ReaderPool(std::string path);

  // A connection for one thread, back in the pool at the end of its life.
  class Lease {
   public:
    Lease(ReaderPool& pool, std::unique_ptr<Connection> connection)
        : pool_(&pool), connection_(std::move(connection)) {}
    ~Lease();
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    [[nodiscard]] Connection& operator*() const { return *connection_; }
    [[nodiscard]] Connection* operator->() const { return connection_.get(); }

   private:
    ReaderPool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  // No thread takes a second one while it holds the first. Codes: those of `Connection::open`,
  // where nobody gives one back for a second either.
  [[nodiscard]] Result<Lease> take();

 private:
  [[nodiscard]] std::unique_ptr<Connection> idle();
  [[nodiscard]] std::unique_ptr<Connection> given_back();

  std::string path_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable returned_;
  std::size_t lent_ = 0;
  std::vector<std::unique_ptr<Connection>> idle_;  // at most kMaxIdle
};

}  // namespace concordat::sqlite
