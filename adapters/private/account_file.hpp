// The account store, in the private file.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "adapters/private/private_file.hpp"
#include "registry/ports/account_store.hpp"

namespace concordat::private_file {

class AccountFile final : public accounts::AccountStore {
 public:
  // Codes of `private_file::open`.
  [[nodiscard]] static Result<std::unique_ptr<AccountFile>> open(const std::filesystem::path& path,
                                                                 Opening opening);

  [[nodiscard]] Status add(const accounts::Person& person) override;
  [[nodiscard]] Result<std::optional<accounts::Person>> person(std::string_view id) override;
  [[nodiscard]] Result<std::optional<accounts::Person>> person_named(
      std::string_view name) override;
  [[nodiscard]] Result<std::vector<accounts::Person>> people(std::string_view after,
                                                             std::size_t limit) override;
  [[nodiscard]] Status change(const accounts::Person& person) override;
  [[nodiscard]] Status erase(std::string_view person) override;

  [[nodiscard]] Status set_link(std::string_view person, const crypto::Digest& hash,
                                Instant expires) override;
  [[nodiscard]] Result<std::optional<std::string>> link(const crypto::Digest& hash,
                                                        Instant now) override;
  [[nodiscard]] Result<std::optional<std::string>> take_link(const crypto::Digest& hash,
                                                             Instant now) override;
  [[nodiscard]] Result<bool> take_step(std::string_view person, std::int64_t step) override;
  [[nodiscard]] Status set_recovery_codes(std::string_view person,
                                          const std::vector<crypto::Digest>& hashes) override;
  [[nodiscard]] Result<bool> take_recovery_code(std::string_view person,
                                                const crypto::Digest& hash) override;
  [[nodiscard]] Result<std::uint64_t> recovery_codes(std::string_view person) override;

  [[nodiscard]] Status open(const accounts::Session& session,
                            const std::optional<crypto::Digest>& in_place_of) override;
  [[nodiscard]] Result<std::optional<accounts::Held<accounts::Session>>> session(
      const crypto::Digest& hash) override;
  [[nodiscard]] Status see_session(const crypto::Digest& hash, Instant now) override;
  [[nodiscard]] Result<bool> take_try(const crypto::Digest& hash, std::uint32_t most) override;
  [[nodiscard]] Result<std::vector<accounts::Session>> sessions(std::string_view person) override;
  [[nodiscard]] Result<bool> end_session(std::string_view person, std::string_view id) override;
  [[nodiscard]] Status end_session(const crypto::Digest& hash) override;
  [[nodiscard]] Status end_sessions(std::string_view person) override;

  [[nodiscard]] Status add(const accounts::Token& token, std::size_t most) override;
  [[nodiscard]] Result<std::optional<accounts::Held<accounts::Token>>> token(
      const crypto::Digest& hash) override;
  [[nodiscard]] Status see_token(const crypto::Digest& hash, Instant now) override;
  [[nodiscard]] Result<std::vector<accounts::Token>> tokens(std::string_view person) override;
  [[nodiscard]] Status expire_token(std::string_view person, std::string_view id,
                                    Instant at) override;
  [[nodiscard]] Result<bool> end_token(std::string_view person, std::string_view id) override;
  [[nodiscard]] Status end_tokens(std::string_view person) override;
  [[nodiscard]] Status forget(const Past& past) override;

 private:
  explicit AccountFile(sqlite::Connection connection) : connection_(std::move(connection)) {}

  // All of these with the mutex held.
  [[nodiscard]] Result<std::optional<accounts::Person>> person_where(std::string_view condition,
                                                                     std::string_view value);
  [[nodiscard]] Status read_memberships(accounts::Person& person);
  [[nodiscard]] Status write_memberships(const accounts::Person& person);
  [[nodiscard]] Status must_be_free(const accounts::Person& person);
  [[nodiscard]] Status must_be_of_epoch(std::string_view person, std::uint64_t epoch);
  // Rows that the last statement changed.
  [[nodiscard]] int changed() const;
  [[nodiscard]] Status run_for(std::string_view sql, std::string_view person);

  std::mutex mutex_;  // guards the connection
  sqlite::Connection connection_;
};

}  // namespace concordat::private_file
