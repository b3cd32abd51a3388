// What the WebAssembly module exports: plain functions over one linear memory.
//
// Texts and octets go in as an address and a size, in memory that the host took with
// `concordat_allocate` and gives back with `concordat_release`; no call keeps them. Every call on a
// follower leaves a JSON text as its result, at `concordat_result` for `concordat_result_size`
// octets of UTF-8, until the next call on that follower. It returns 0 when it was done, and 1 when
// it was refused; the result is then {"code", "place", "expected", "arguments", "against"}, empty
// members left out.
//
// The module is single-threaded and never throws. Out of memory or stack it traps: the host then
// throws the instance away, and whatever was asked could not be checked. It reads no clock and no
// file; what wasi-libc would like from the host for its last words before a trap, the host may
// refuse (wasm/host/concordat.mjs does).
#pragma once

#include <cstdint>

#include "wasm/follower.hpp"

// Of this table. A host refuses a module whose number it does not know.
inline constexpr std::uint32_t kConcordatInterface = 1;

namespace concordat::wasm {
// A follower, and what the last call on it left.
struct Session {
  Follower follower;
  std::string result;
};
}  // namespace concordat::wasm

#if defined(__wasm__)
#define CONCORDAT_EXPORT(name) __attribute__((export_name(#name)))
#else
#define CONCORDAT_EXPORT(name)
#endif

extern "C" {
using ConcordatSession = concordat::wasm::Session;

CONCORDAT_EXPORT(concordat_interface) std::uint32_t concordat_interface();

// Size 1 to 2^31; traps when there is no memory left.
CONCORDAT_EXPORT(concordat_allocate) std::uint8_t* concordat_allocate(std::uint32_t size_bytes);
CONCORDAT_EXPORT(concordat_release) void concordat_release(std::uint8_t* memory);

// An empty follower, to be closed by the host.
CONCORDAT_EXPORT(concordat_open) ConcordatSession* concordat_open();
CONCORDAT_EXPORT(concordat_close) void concordat_close(ConcordatSession* session);

// Follower::add_bundle. Result: {"size"}. The index fits 53 bits, as a JavaScript number does.
CONCORDAT_EXPORT(concordat_add_bundle)
std::uint32_t concordat_add_bundle(ConcordatSession* session, const std::uint8_t* bytes,
                                   std::uint32_t size_bytes, double index, std::uint32_t count);
// Follower::add_draft, recorded in milliseconds since 1970. Result: {"size"}.
CONCORDAT_EXPORT(concordat_add_draft)
std::uint32_t concordat_add_draft(ConcordatSession* session, const std::uint8_t* text,
                                  std::uint32_t size_bytes, double recorded_ms);
// Follower::check_checkpoint; the text is the vkey, LF, and the signed note. Result: {"size"}.
CONCORDAT_EXPORT(concordat_check_checkpoint)
std::uint32_t concordat_check_checkpoint(ConcordatSession* session, const std::uint8_t* text,
                                         std::uint32_t size_bytes);
// Follower::take_obligations. Result: a list of {"key" (a public JWK), "message", "signature"}, the
// latter two in base64url.
CONCORDAT_EXPORT(concordat_take_obligations)
std::uint32_t concordat_take_obligations(ConcordatSession* session);
// Follower::determine. Result: the answer.
CONCORDAT_EXPORT(concordat_determine)
std::uint32_t concordat_determine(ConcordatSession* session, const std::uint8_t* text,
                                  std::uint32_t size_bytes);

CONCORDAT_EXPORT(concordat_result)
const char* concordat_result(const ConcordatSession* session);
CONCORDAT_EXPORT(concordat_result_size)
std::uint32_t concordat_result_size(const ConcordatSession* session);
}
