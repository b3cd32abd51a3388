// The folder into which `./dev web` builds the web application, read whole at the start: what is
// served never depends on files that somebody may change meanwhile.
#pragma once

#include <filesystem>

#include "api/assets.hpp"
#include "core/base/result.hpp"

namespace concordat::server {

// Reads `folder`/assets and the manifest that the build left in `folder`/.vite/manifest.json. Files
// that end with ".gz" or ".br" are taken for another file's compressed octets. Codes
// serve.no-web-manifest, serve.web-manifest (it names no entry, or a file that is not there),
// serve.web-unreadable.
[[nodiscard]] Result<api::Assets> read_assets(const std::filesystem::path& folder);

}  // namespace concordat::server
