#include "core/credential/model/written.hpp"

#include <string>

#include <doctest/doctest.h>

#include "core/credential/model/terms.hpp"
#include "core/json/read.hpp"

namespace concordat::credential {
namespace {

std::string outcome(const std::string& contexts) {
  const auto document =
      json::read(R"({"@context":["https://www.w3.org/ns/credentials/v2",)" + contexts + "]}");
  REQUIRE(document);
  const Status status = check_written_contexts(*document);
  return status ? "good" : status.error().code + " " + status.error().place;
}

TEST_CASE("a written context may name new things, in every form that JSON-LD has") {
  CHECK(outcome(R"({"Kettle":"https://goods.example/#Kettle"})") == "good");
  CHECK(outcome(R"({"Kettle":{"@id":"urn:example:kettle","@type":"@id"}})") == "good");
  CHECK(outcome(R"({"goods":"https://goods.example/#","Kettle":"goods:Kettle"})") == "good");
  CHECK(outcome(R"({"identifier":"@id"})") == "good");
  CHECK(outcome(R"({"@vocab":"https://goods.example/#","Kettle":"Boiler"})") == "good");
  CHECK(outcome(R"({"Kettle":null})") == "good");
  CHECK(outcome(R"("https://somebody.example/context")") == "good");
}

TEST_CASE("what the base context names keeps its meaning") {
  CHECK(outcome(R"({"VerifiableCredential":"https://goods.example/#Bad"})") ==
        "model.context /@context/1/VerifiableCredential");
  CHECK(outcome(R"({"issuer":null})") == "model.context /@context/1/issuer");
}

TEST_CASE("what a context protects, none after it gives another meaning") {
  const std::string guarded = R"({"@protected":true,"Kettle":"https://goods.example/#Kettle"},)";
  CHECK(outcome(guarded + R"({"Kettle":"https://other.example/#Kettle"})") ==
        "model.context /@context/2/Kettle");
  CHECK(outcome(guarded + R"({"Kettle":"https://goods.example/#Kettle"})") == "good");
  CHECK(outcome(R"({"Kettle":"urn:a:1"},{"Kettle":"urn:a:2"})") == "good");
  CHECK(outcome(R"({"Kettle":{"@id":"urn:a:1","@protected":true}},{"Kettle":"urn:a:2"})") ==
        "model.context /@context/2/Kettle");
}

TEST_CASE("a meaning is an IRI") {
  CHECK(outcome(R"({"Kettle":"https ://goods"})") == "model.context /@context/1/Kettle");
  CHECK(outcome(R"({"Kettle":"Boiler"})") == "model.context /@context/1/Kettle");
  CHECK(outcome(R"({"Kettle":7})") == "model.context /@context/1/Kettle");
  CHECK(outcome(R"({"Kettle":{"@id":7}})") == "model.context /@context/1/Kettle");
}

TEST_CASE("a vocabulary of null takes away the meaning of what is not named") {
  const auto found = [](const std::string& contexts) {
    return find_undefined(*json::read(R"({"@context":["https://www.w3.org/ns/credentials/v2",)" +
                                      contexts + R"(],"type":["VerifiableCredential","Kettle"]})"))
        .terms.size();
  };
  CHECK(found(R"({"@vocab":null})") == 1);
  CHECK(found(R"({"@vocab":"https://goods.example/#"})") == 0);
  CHECK(found(R"({"@vocab":"https://goods.example/#"},{"@vocab":null})") == 1);
}

}  // namespace
}  // namespace concordat::credential
