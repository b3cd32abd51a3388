// What a receipt's check reads of a statement that is proved to be in the log: that it is one, and
// which key it gives whom (spec/formats/receipt.md). That its author might make it, and that it is
// as the catalogue has its type, is the registry's word, given with the checkpoint; so a reader who
// knows fewer types, or none, comes to the same verdict.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/crypto/signature.hpp"
#include "core/json/value.hpp"
#include "core/time/date.hpp"

namespace concordat::registry::bundle {

// The payload of a signed statement: an object. The signature is not checked. Codes: those of
// statement::parse_signed and json::read; statement.wrong-kind for another document.
[[nodiscard]] Result<json::Value> payload_of(std::string_view signed_statement);

// The operator that the founding names; empty when the payload is of no founding.
[[nodiscard]] std::string operator_in(const json::Value& payload);

// To whom a statement gives a key: the founding to the operator, every other of type `key`.
struct Holder {
  bool is_founding = false;
  std::string_view organisation;
};
// The key that the payload gives the holder and that surely is in effect on that day. None when it
// gives no key, gives it to another or then not, or writes it in a way that is not read here.
[[nodiscard]] std::optional<crypto::PublicKey> key_given(const json::Value& payload,
                                                         const Holder& holder, Date day);

}  // namespace concordat::registry::bundle
