// How long things about accounts hold, and how much there may be of them. Clauses are those of NIST
// SP 800-63B-4.
#pragma once

#include <cstddef>
#include <cstdint>

namespace concordat::accounts {

inline constexpr std::int64_t kSecond_ms = 1000;
inline constexpr std::int64_t kMinute_ms = 60 * kSecond_ms;
inline constexpr std::int64_t kHour_ms = 60 * kMinute_ms;
inline constexpr std::int64_t kDay_ms = 24 * kHour_ms;

// AAL2 asks for no more than an hour without a request (2.2.3).
inline constexpr std::int64_t kMaxSilence_ms = kHour_ms;
// A working day; AAL2 asks for no more than 24 hours (2.2.3).
inline constexpr std::int64_t kMaxSession_ms = 12 * kHour_ms;
// What changes how an account is reached asks that its owner has just proved to be there.
inline constexpr std::int64_t kMaxFreshness_ms = 10 * kMinute_ms;
// From the password to the code of the second factor: time to find the telephone.
inline constexpr std::int64_t kMaxSecondStep_ms = 5 * kMinute_ms;
// Wrong codes after one right password; then the password is asked for again.
inline constexpr std::uint32_t kMaxCodeTries = 5;
// When a session or token was last seen is written no more often than this, so that reading does
// not become writing.
inline constexpr std::int64_t kSeenEvery_ms = kMinute_ms;

// In characters: Unicode code points after NFC. 15 where the password may be all there is
// (3.1.1.2).
inline constexpr std::size_t kLeastPassword_characters = 15;
// Of what is left when the name of its owner and of the service are taken out of it.
inline constexpr std::size_t kLeastOwnPassword_characters = 8;
inline constexpr std::size_t kLeastDifferentCharacters = 5;
// A sentence has room (3.1.1.2 asks for 64 characters at least), a flood has not.
inline constexpr std::size_t kMaxPassword_bytes = 1024;

// A name to sign in with, an address of electronic mail as a rule; folded.
inline constexpr std::size_t kMaxName_bytes = 254;
// What a person is called, and how to be reached; and what a token is called.
inline constexpr std::size_t kMaxPrivateText_bytes = 400;
// How a browser names itself, as far as it is kept.
inline constexpr std::size_t kMaxClient_bytes = 200;

// The link with which a first password is chosen goes from hand to hand.
inline constexpr std::int64_t kMaxLink_ms = kDay_ms;
inline constexpr std::int64_t kMaxToken_ms = 366 * kDay_ms;
// A rotated token holds on so long, for the services that still have it.
inline constexpr std::int64_t kTokenOverlap_ms = kDay_ms;
// Of one person, the expired ones included until they are cleared away.
inline constexpr std::size_t kMaxTokens = 50;
inline constexpr std::size_t kMaxMemberships = 20;
inline constexpr std::size_t kRecoveryCodes = 10;

}  // namespace concordat::accounts
