// Connections for readers: as many as read at the same time, a few kept for the next.
#pragma once

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

  [[nodiscard]] Result<Lease> take();

 private:
  std::string path_;
  std::mutex mutex_;                               // guards idle_
  std::vector<std::unique_ptr<Connection>> idle_;  // at most kMaxIdle
};

}  // namespace concordat::sqlite
