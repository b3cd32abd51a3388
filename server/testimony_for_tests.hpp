// Requests about credentials of our own kinds and the catalogue of criteria, as lines that
// check_openapi.py asks.
#pragma once

#include <string_view>

namespace concordat::server {

inline constexpr std::string_view kTestimonyQuestions[] = {
    "GET /v1/agreements/CCRA/credential",
    "GET /v1/agreements/NOBODY/credential",
    "GET /v1/equivalence-decisions/NOBODY/credential",
    "GET /v1/determinations/credential"
    "?certificate=ANSSI-CC-2023%2F42&market=ES&date=2024-05-01",
    "GET /v1/determinations/credential?market=ES",
    "POST /v1/determinations/credential application/json "
    "{\"attestations\":[{\"number\":\"ANSSI-CC-2023/42\"}],\"market\":\"ES\","
    "\"date\":\"2024-05-01\"}",
    "POST /v1/determinations/credential application/json {}",
    "GET /contexts/recognition-v1",
    "GET /schemas/registry-agreement-v1",
    "GET /schemas/registry-agreement-v9",
    "GET /vocabulary",
    "GET /vocabulary/schemes",
    "GET /vocabulary/acts?limit=0",
    "GET /vocabulary/schemes/CC",
    "GET /vocabulary/schemes/NOBODY",
};

}  // namespace concordat::server
