// Who a request speaks for: a token in Authorization (RFC 6750), or the session in a cookie.
#pragma once

#include <optional>
#include <string_view>

#include "api/call.hpp"

namespace concordat::api {

// Whether the address is one of accounts: private, and for no other site's pages.
[[nodiscard]] bool is_about_accounts(std::string_view path);

// Whether there is anything to look up in the store of accounts.
[[nodiscard]] bool carries_identity(const Ports& ports, const http::Request& request);

// Nobody where the request names nobody, or a session that is over. Codes: account.token;
// account.cross-site where a cookie speaks on a request that changes something and that this
// server's own pages did not send.
[[nodiscard]] Result<std::optional<accounts::Who>> identify(const Ports& ports,
                                                            const http::Request& request);

// Code account.cross-site: a page of another origin sends it (Fetch Metadata; RFC 6454, 7). Where
// neither field says anything: only with `must_say`.
[[nodiscard]] Status check_site(const Ports& ports, const http::Request& request, bool must_say);

// The client's address: the connection's, or what a proxy on this machine says last. Only where the
// public address is https and TLS does not end here is there a proxy to believe.
[[nodiscard]] std::string_view client_address(const Ports& ports, const http::Request& request);

}  // namespace concordat::api
