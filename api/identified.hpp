// What an identifier stands for here, and where to read about it: the links that the resolver hands
// out. Everything is told from the records; nothing is decided.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/call.hpp"
#include "api/gs1_link.hpp"
#include "api/linkset.hpp"

namespace concordat::api {

// Things that have the GS1 identifier or carry it, most closely first; empty where none is known.
//
// A GTIN stands for the certificates, measures and alerts that name it. One that is limited to
// batches or serial numbers is linked from those, and from the GTIN itself only as related: whoever
// holds another batch must not take it for theirs. Codes of the store.
[[nodiscard]] Result<Linkset> linked_to(const Call& call, const Gs1Link& link);

// The resource of that kind with that identifier or, for certificates, that number; "bodies" are
// organisations by the number that a designation or a register gave them. Several things can bear
// one number; empty where none does. Codes resource.no-such-kind, and those of the store.
[[nodiscard]] Result<Linkset> linked_to(const Call& call, std::string_view kind,
                                        std::string_view identifier);

// Where `linked_to` of a resource begins: "/id/certificates/...".
[[nodiscard]] std::string id_path(std::string_view kind, std::string_view identifier);

// Where to read who runs the registry: the organisation, or the founding statement that names it
// where nothing more was said.
[[nodiscard]] std::string operator_path(const Call& call);

// The highest ranks: a single item, a batch or a variant, and whatever is asked for as a whole.
inline constexpr int kItemRank = 3;
inline constexpr int kBatchRank = 2;
inline constexpr int kWholeRank = 1;

}  // namespace concordat::api
