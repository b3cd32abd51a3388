// Parts that several pages have.
#pragma once

#include "api/facts_view.hpp"
#include "core/base/error.hpp"

namespace concordat::api {

// Who made a statement, on what basis and why, as a list.
void show_envelope(Html& page, FactsView& view, const Reader& reader, const json::Value& statement);
// Asks for the same page on another day, or at another size of the log.
void show_as_of_form(Html& page, const Reader& reader);
// Asks for words among the records of a kind, or of all.
void show_search_form(Html& page, const Reader& reader, std::string_view kind,
                      std::string_view words);

// Why there is no page, for people: what was not found is not thereby false, and where to look.
[[nodiscard]] http::Response error_page(const Ports& ports, const http::Request& request,
                                        const Error& error);

}  // namespace concordat::api
