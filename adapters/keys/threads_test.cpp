// Hashing and verifying from several threads at once: what they keep, they keep for themselves.
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "adapters/keys/software_signer.hpp"
#include "adapters/keys/verify.hpp"
#include "core/crypto/portable_digest.hpp"

namespace concordat::keys {
namespace {

// Runs `work` in four threads; it returns the number of wrong answers.
template <class Work>
int wrong_in_threads(Work work) {
  std::vector<int> wrong(4, 0);
  std::vector<std::thread> threads;
  for (int& count : wrong) threads.emplace_back([&count, &work] { count = work(); });
  int total = 0;
  for (std::thread& thread : threads) thread.join();
  for (const int count : wrong) total += count;
  return total;
}

TEST_CASE("threads hash independently") {
  const std::string text(10'000, 'x');
  const crypto::Digest expected = crypto::sha256_portable(bytes_of(text));
  CHECK(wrong_in_threads([&] {
          int wrong = 0;
          for (int i = 0; i < 200; ++i) wrong += crypto::sha256(bytes_of(text)) != expected;
          return wrong;
        }) == 0);
}

TEST_CASE("threads verify independently") {
  std::vector<crypto::Obligation> obligations;
  for (const auto algorithm :
       {crypto::Algorithm::kEd25519, crypto::Algorithm::kP256, crypto::Algorithm::kP384}) {
    auto signer = *make_signer(*generate(algorithm));
    obligations.push_back({signer->public_key(), {1, 2, 3}, *signer->sign(Bytes{1, 2, 3})});
    obligations.push_back({signer->public_key(), {1, 2, 4}, obligations.back().signature});
  }
  const std::vector<bool> expected = {true, false, true, false, true, false};
  CHECK(wrong_in_threads([&] {
          int wrong = 0;
          for (int i = 0; i < 20; ++i) wrong += verify_batch(obligations) != expected;
          return wrong;
        }) == 0);
}

}  // namespace
}  // namespace concordat::keys
