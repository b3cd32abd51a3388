// Entries, lists and what they come to. The host of these tests compresses nothing: a stream is
// what it unpacks to. That real streams are bounded and whole is tested in adapters/zlib.
#include "core/credential/status/status.hpp"

#include <map>
#include <memory>

#include <doctest/doctest.h>

#include "core/base/base64url.hpp"
#include "core/credential/status/reading.hpp"
#include "core/json/read.hpp"
#include "core/time/timestamp.hpp"

namespace concordat::credential {
namespace {

constexpr std::string_view kList = "https://a.example/status/1";
constexpr std::string_view kIssuer = "did:example:issuer";

class FakeHost final : public Host {
 public:
  std::map<std::string, std::string, std::less<>> lists;
  std::map<std::string, std::shared_ptr<const StatusList>, std::less<>> kept;
  bool keeps = false;
  bool inflates = true;
  std::vector<Compression> asked;
  int fetched = 0;

  bool holds(const crypto::Obligation&) override { return false; }
  const Controller* controller(std::string_view) override { return nullptr; }
  std::optional<Finding> trust(const TrustQuestion&) override { return std::nullopt; }
  std::optional<std::string_view> status_list(std::string_view id) override {
    ++fetched;
    const auto found = lists.find(id);
    if (found == lists.end()) return std::nullopt;
    return found->second;
  }
  Result<Bytes> inflate(Compression form, ByteView stream, std::size_t limit_bytes) override {
    asked.push_back(form);
    CHECK(limit_bytes == kMostUnpacked_bytes);
    if (!inflates) return fail({.code = "inflate.too-large"});
    return Bytes(stream.begin(), stream.end());
  }
  std::shared_ptr<const StatusList> kept_list(std::string_view id, Instant) override {
    const auto found = kept.find(id);
    return found == kept.end() ? nullptr : found->second;
  }
  void keep_list(std::string_view id, Instant, std::shared_ptr<const StatusList> list) override {
    if (keeps) kept.insert_or_assign(std::string(id), std::move(list));
  }
};

json::Value parsed(const std::string& text) {
  const auto read = json::read(text);
  REQUIRE(read);
  return *read;
}

// Bits of a bitstring: the smallest, with some octets changed.
std::string bitstring(std::map<std::size_t, Byte> octets = {}, std::size_t size = 16'384) {
  Bytes bits(size, 0);
  for (const auto& [at, octet] : octets) bits[at] = octet;
  return "u" + encode_base64url(bits);
}

std::string list_credential(const std::string& encoded,
                            const std::string& purpose = R"("revocation")",
                            const std::string& more = "", const std::string& of_subject = "") {
  return R"({"type":["VerifiableCredential","BitstringStatusListCredential"],)" + more +
         R"("credentialSubject":{"type":"BitstringStatusList","statusPurpose":)" + purpose + "," +
         of_subject + R"("encodedList":")" + encoded + R"("}})";
}

std::string token_list(const std::string& more, Bytes bits, const std::string& size = "1") {
  return R"({"sub":"https://a.example/status/1","iat":1700000000,)" + more +
         R"("status_list":{"bits":)" + size + R"(,"lst":")" + encode_base64url(bits) + R"("}})";
}

json::Value with_entry(const std::string& more, const std::string& index = R"("0")",
                       const std::string& purpose = "revocation") {
  return parsed(R"({"credentialStatus":{"type":"BitstringStatusListEntry","statusPurpose":")" +
                purpose + R"(","statusListIndex":)" + index + "," + more +
                R"("statusListCredential":"https://a.example/status/1"}})");
}

json::Value with_token_entry(const std::string& index) {
  return parsed(R"({"status":{"status_list":{"idx":)" + index +
                R"(,"uri":"https://a.example/status/1"}}})");
}

struct Asked {
  std::string at = "2024-05-01T12:00:00Z";
  std::string list_issuer = std::string(kIssuer);
  std::vector<std::string> list_issuers = {};
  bool list_holds = true;
};

StatusAnswer answer(const json::Value& document, FakeHost& host, const Asked& asked = {}) {
  const VerifyList verify_list = [&](std::string_view text) -> Checked<VerifiedList> {
    if (!asked.list_holds) return failed(Step::kSignature, {.code = "jws.signature"});
    json::Value list = parsed(std::string(text));
    const Content content =
        list.find("status_list") != nullptr ? Content::kStatusList : Content::kCredential;
    return VerifiedList{
        .document = std::move(list), .content = content, .issuer = asked.list_issuer};
  };
  Window window(*parse_timestamp(asked.at));
  const StatusQuestion question{.document = document,
                                .issuer = kIssuer,
                                .window = window,
                                .skew_ms = 60'000,
                                .list_issuers = asked.list_issuers};
  StatusAnswer given = read_status(question, verify_list, host);
  CHECK(check_status(question, verify_list, host).outcome == given.finding.outcome);
  CHECK(given.finding.step == Step::kStatus);
  return given;
}

std::string outcome(const json::Value& document, const std::string& list, const Asked& asked = {}) {
  FakeHost host;
  if (!list.empty()) host.lists.emplace(kList, list);
  const StatusAnswer given = answer(document, host, asked);
  const std::string name_of_outcome(name(given.finding.outcome));
  return given.finding.error.code.empty() ? name_of_outcome
                                          : name_of_outcome + " " + given.finding.error.code;
}

TEST_CASE("a document without a status has nothing to ask") {
  CHECK(outcome(parsed("{}"), "") == "not-asked");
  CHECK(outcome(parsed(R"({"credentialStatus":[]})"), "") == "not-asked");
}

TEST_CASE("a bitstring counts from the most significant bit") {
  const std::string list = list_credential(bitstring({{0, 0x80}, {1, 0x01}, {16'383, 0x01}}));
  const auto at = [&](const std::string& index) { return outcome(with_entry("", index), list); };
  CHECK(at(R"("0")") == "failed status.revoked");
  CHECK(at(R"("7")") == "passed");
  CHECK(at(R"("8")") == "passed");
  CHECK(at(R"("15")") == "failed status.revoked");
  CHECK(at(R"("131071")") == "failed status.revoked");
  CHECK(at(R"("131070")") == "passed");
  CHECK(at(R"("131072")") == "could-not-be-checked status.index-range");
  CHECK(at(R"("99999999999999999999999999")") == "could-not-be-checked status.index-range");
}

TEST_CASE("an index is digits, or the integer of UNTP") {
  const std::string list = list_credential(bitstring({{1, 0x01}}));
  CHECK(outcome(with_entry("", "15"), list) == "failed status.revoked");
  for (const char* bad : {R"("")", R"("-1")", R"("+1")", R"(" 1")", R"("1 ")", R"("0x1")",
                          R"("1e1")", R"("1.0")", R"("\u0661")", "-1", "1.5", "null", "[]"}) {
    CAPTURE(bad);
    CHECK(outcome(with_entry("", bad), list) == "failed status.entry");
  }
}

TEST_CASE("a token's list counts from the least significant bit") {
  // The examples of Token Status List, "Status List": one bit, and two bits.
  const std::string one = token_list("", {0xb9, 0xa3});
  const int expected[] = {1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1};
  for (std::size_t at = 0; at < 16; ++at) {
    CAPTURE(at);
    CHECK(outcome(with_token_entry(std::to_string(at)), one) ==
          (expected[at] != 0 ? "failed status.revoked" : "passed"));
  }
  CHECK(outcome(with_token_entry("16"), one) == "could-not-be-checked status.index-range");
  const std::string two = token_list("", {0xc9, 0x44, 0xf9}, "2");
  const char* of_two[] = {"passed", "failed status.revoked", "failed status.suspended",
                          "could-not-be-checked status.unknown-value"};
  const int values[] = {1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3};
  for (std::size_t at = 0; at < 12; ++at) {
    CAPTURE(at);
    CHECK(outcome(with_token_entry(std::to_string(at)), two) == of_two[values[at]]);
  }
  CHECK(outcome(with_token_entry("1"), token_list("", {0x21}, "4")) == "failed status.suspended");
  CHECK(outcome(with_token_entry("1"), token_list("", {0x00, 0x02}, "8")) ==
        "failed status.suspended");
  CHECK(outcome(with_token_entry("0"), token_list("", {0x80}, "8")) ==
        "could-not-be-checked status.unknown-value");
}

TEST_CASE("the two kinds are unpacked each by its own format") {
  FakeHost host;
  host.lists.emplace(kList, list_credential(bitstring()));
  answer(with_entry(""), host);
  CHECK(host.asked.front() == Compression::kGzip);
  host.lists.insert_or_assign(std::string(kList), token_list("", {0}));
  answer(with_token_entry("0"), host);
  CHECK(host.asked.back() == Compression::kZlib);
  // And one is never taken for the other.
  CHECK(outcome(with_entry(""), token_list("", Bytes(20'000))) ==
        "could-not-be-checked status.list-form");
  CHECK(outcome(with_token_entry("0"), list_credential(bitstring())) ==
        "could-not-be-checked status.list-form");
}

TEST_CASE("suspension is not revocation; refresh and message do not invalidate") {
  const auto of = [](const std::string& purpose) {
    return outcome(with_entry("", R"("0")", purpose),
                   list_credential(bitstring({{0, 0x80}}), "\"" + purpose + "\""));
  };
  CHECK(of("revocation") == "failed status.revoked");
  CHECK(of("suspension") == "failed status.suspended");
  CHECK(of("refresh") == "passed");
  CHECK(of("message") == "passed");
  CHECK(of("something-else") == "could-not-be-checked status.unknown-value");
}

TEST_CASE("a reading says what was read, and as of when") {
  FakeHost host;
  host.lists.emplace(kList, list_credential(bitstring({{0, 0x80}}), R"(["message","refresh"])",
                                            R"("validFrom":"2024-05-01T11:00:00Z",)"
                                            R"("validUntil":"2024-05-02T00:00:00Z",)",
                                            R"("ttl":60000,)"));
  const StatusAnswer plain = answer(with_entry("", R"("0")", "message"), host);
  REQUIRE(plain.readings.size() == 1);
  const StatusReading& reading = plain.readings[0];
  CHECK(reading.meaning == StatusMeaning::kMessage);
  CHECK(reading.message == "set");
  CHECK(reading.value == 1);
  CHECK(reading.place == "/credentialStatus");
  CHECK(reading.list == kList);
  CHECK(reading.as_of == *parse_timestamp("2024-05-01T11:00:00Z"));
  CHECK(reading.look_again == *parse_timestamp("2024-05-01T11:01:00Z"));
  CHECK(reading.until == *parse_timestamp("2024-05-02T00:00:00Z"));
  CHECK(answer(with_entry("", R"("1")", "message"), host).readings.at(0).message == "unset");
  CHECK(name(answer(with_entry("", R"("0")", "refresh"), host).readings.at(0).meaning) ==
        "refreshed");
  host.lists.insert_or_assign(std::string(kList),
                              token_list(R"("exp":1800000000,"ttl":3600,)", {0}));
  const StatusAnswer token = answer(with_token_entry("0"), host);
  REQUIRE(token.readings.size() == 1);
  CHECK(token.readings[0].as_of->milliseconds == 1700000000000);
  CHECK(token.readings[0].look_again->milliseconds == 1700003600000);
  CHECK(token.readings[0].until->milliseconds == 1800000000000);
}

TEST_CASE("a status of several bits has a message for each value") {
  const std::string messages =
      R"("statusMessage":[{"status":"0x0","message":"pending"},{"status":"0x1","message":"yes"},)"
      R"({"status":"0x2","message":"no"},{"status":"0x3","message":"undefined"}],)";
  FakeHost host;
  host.lists.emplace(kList, list_credential(bitstring({{0, 0x1b}}, 32'768), R"("message")"));
  // 0x1b is 00 01 10 11 from the left.
  const char* expected[] = {"pending", "yes", "no", "undefined"};
  for (std::size_t at = 0; at < 4; ++at) {
    const StatusAnswer given = answer(
        with_entry(R"("statusSize":2,)" + messages, "\"" + std::to_string(at) + "\"", "message"),
        host);
    CHECK(given.finding.outcome == Outcome::kPassed);
    CHECK(given.readings.at(0).message == expected[at]);
    CHECK(given.readings.at(0).value == at);
  }
  const auto entry = [&](const std::string& more) {
    return outcome(with_entry(more, R"("0")", "message"),
                   list_credential(bitstring({}, 32'768), R"("message")"));
  };
  CHECK(entry(R"("statusSize":1,)") == "passed");
  for (const char* bad :
       {R"("statusSize":2,)", R"("statusSize":0,)", R"("statusSize":-1,)", R"("statusSize":"2",)",
        R"("statusSize":17,)", R"("statusSize":1.5,)",
        R"("statusMessage":[{"status":"0x0","message":"a"}],)",
        R"("statusMessage":[{"status":"0x0","message":"a"},{"status":"0x0","message":"b"}],)",
        R"("statusMessage":[{"status":"0","message":"a"},{"status":"1","message":"b"}],)",
        R"("statusMessage":[{"status":"0x0"},{"status":"0x1"}],)",
        R"("statusMessage":[{"status":"0x0","message":"a"},{"status":"0x2","message":"b"}],)",
        R"("statusMessage":[{"status":"0x","message":"a"},{"status":"0x-1","message":"b"}],)",
        R"("statusMessage":"a",)"}) {
    CAPTURE(bad);
    CHECK(entry(bad) == "failed status.entry");
  }
}

TEST_CASE("an entry lacks nothing, and another mechanism could not be checked") {
  const std::string list = list_credential(bitstring());
  const auto entry = [&](const std::string& text) {
    return outcome(parsed(R"({"credentialStatus":)" + text + "}"), list);
  };
  CHECK(entry(R"({"type":"StatusList2021Entry","statusPurpose":"revocation"})") ==
        "could-not-be-checked status.unsupported");
  CHECK(entry(R"({"id":"https://a.example/revoked"})") ==
        "could-not-be-checked status.unsupported");
  CHECK(entry(R"("https://a.example")") == "failed status.entry");
  CHECK(entry(R"({"type":"BitstringStatusListEntry","statusListIndex":"0",)"
              R"("statusListCredential":"https://a.example/status/1"})") == "failed status.entry");
  CHECK(entry(R"({"type":"BitstringStatusListEntry","statusListIndex":"0",)"
              R"("statusPurpose":"revocation"})") == "failed status.entry");
  CHECK(outcome(parsed(R"({"status":{"status_list":{"idx":"0","uri":"u"}}})"), "") ==
        "failed status.entry");
  CHECK(outcome(parsed(R"({"status":{"status_list":{"idx":-1,"uri":"u"}}})"), "") ==
        "failed status.entry");
  CHECK(outcome(parsed(R"({"status":{"status_list":{"idx":0}}})"), "") == "failed status.entry");
  CHECK(outcome(parsed(R"({"status":{"other":{}}})"), "") ==
        "could-not-be-checked status.unsupported");
  CHECK(outcome(parsed(R"({"status":"active"})"), "") == "failed status.entry");
  std::string many = R"({"type":"x"})";
  for (std::size_t at = 0; at < kMostStatusEntries; ++at) many += R"(,{"type":"x"})";
  CHECK(entry("[" + many + "]") == "failed status.too-many");
}

TEST_CASE("the worst of several entries decides, and none hides another") {
  const auto two = [](const std::string& first, const std::string& second) {
    const auto entry = [](const std::string& purpose) {
      return R"({"type":"BitstringStatusListEntry","statusPurpose":")" + purpose +
             R"(","statusListIndex":"0","statusListCredential":"https://a.example/)" + purpose +
             R"("})";
    };
    FakeHost host;
    host.lists.emplace("https://a.example/revocation", list_credential(bitstring({{0, 0x80}})));
    host.lists.emplace("https://a.example/suspension",
                       list_credential(bitstring({{0, 0x80}}), R"("suspension")"));
    host.lists.emplace("https://a.example/refresh",
                       list_credential(bitstring({{0, 0x80}}), R"("refresh")"));
    const auto given = answer(
        parsed(R"({"credentialStatus":[)" + entry(first) + "," + entry(second) + "]}"), host);
    return std::string(name(given.finding.outcome)) + " " + given.finding.error.code;
  };
  CHECK(two("refresh", "refresh") == "passed ");
  CHECK(two("refresh", "suspension") == "failed status.suspended");
  CHECK(two("suspension", "revocation") == "failed status.revoked");
  CHECK(two("revocation", "suspension") == "failed status.revoked");
  CHECK(two("absent", "revocation") == "failed status.revoked");
  CHECK(two("revocation", "absent") == "failed status.revoked");
  CHECK(two("refresh", "absent") == "could-not-be-checked status.list-missing");
  CHECK(two("absent", "refresh") == "could-not-be-checked status.list-missing");
}

TEST_CASE("a list that is not there, does not verify or is another's never reads as valid") {
  const std::string good = list_credential(bitstring());
  CHECK(outcome(with_entry(""), good) == "passed");
  CHECK(outcome(with_entry(""), "") == "could-not-be-checked status.list-missing");
  CHECK(outcome(with_entry(""), good, {.list_holds = false}) ==
        "could-not-be-checked status.list-unverified");
  CHECK(outcome(with_entry(""), good, {.list_issuer = "did:example:other"}) ==
        "could-not-be-checked status.list-issuer");
  CHECK(outcome(with_entry(""), good,
                {.list_issuer = "did:example:other", .list_issuers = {"did:example:other"}}) ==
        "passed");
  CHECK(outcome(with_entry("", R"("0")", "suspension"), good) ==
        "could-not-be-checked status.purpose");
  CHECK(outcome(with_entry("", R"("0")", "suspension"),
                list_credential(bitstring(), R"(["revocation","suspension"])")) == "passed");
  CHECK(outcome(with_entry(""), list_credential(bitstring({}, 16'383))) ==
        "could-not-be-checked status.list-too-short");
  // Wider entries need a longer list: it is entries that are counted (section 3.2).
  const std::string wide = R"("statusSize":2,"statusMessage":[{"status":"0x0","message":"a"},)"
                           R"({"status":"0x1","message":"b"},{"status":"0x2","message":"c"},)"
                           R"({"status":"0x3","message":"d"}],)";
  CHECK(outcome(with_entry(wide), good) == "could-not-be-checked status.list-too-short");
  const auto with_id = [](const std::string& id) {
    return list_credential(bitstring(), R"("revocation")", R"("id":")" + id + R"(",)");
  };
  CHECK(outcome(with_entry(""), with_id(std::string(kList))) == "passed");
  CHECK(outcome(with_entry(""), with_id("https://a.example/status/2")) ==
        "could-not-be-checked status.list-subject");
  std::string of_another = token_list("", {0});
  of_another.replace(of_another.find("status/1"), 8, "status/2");
  CHECK(outcome(with_token_entry("0"), of_another) == "could-not-be-checked status.list-subject");
}

TEST_CASE("a list counts within its window") {
  const auto at = [](const std::string& time) {
    return outcome(with_entry(""),
                   list_credential(bitstring(), R"("revocation")",
                                   R"("validFrom":"2024-05-01T00:00:00Z",)"
                                   R"("validUntil":"2024-05-02T00:00:00Z",)"),
                   {.at = time});
  };
  CHECK(at("2024-04-30T23:58:59Z") == "could-not-be-checked status.list-window");
  CHECK(at("2024-04-30T23:59:00Z") == "passed");
  CHECK(at("2024-05-02T00:00:59Z") == "passed");
  CHECK(at("2024-05-02T00:01:00Z") == "could-not-be-checked status.list-window");
}

TEST_CASE("a list that is not what it says is refused, and so is what the host cannot unpack") {
  const auto bitstring_form = [](const std::string& text) { return outcome(with_entry(""), text); };
  const std::string refused = "could-not-be-checked status.list-form";
  CHECK(bitstring_form(list_credential(bitstring().substr(1))) == refused);
  CHECK(bitstring_form(list_credential("z" + bitstring().substr(1))) == refused);
  CHECK(bitstring_form(list_credential(bitstring() + "=")) == refused);
  CHECK(bitstring_form(list_credential(bitstring(), "[]")) == refused);
  CHECK(bitstring_form(list_credential(bitstring(), "1")) == refused);
  CHECK(bitstring_form(list_credential(bitstring(), R"("revocation")", R"("validFrom":1,)")) ==
        refused);
  CHECK(bitstring_form(list_credential(bitstring(), R"("revocation")", "", R"("ttl":"1",)")) ==
        refused);
  CHECK(bitstring_form(list_credential(bitstring(), R"("revocation")", "", R"("ttl":-1,)")) ==
        refused);
  CHECK(bitstring_form(R"({"type":["VerifiableCredential"]})") == refused);
  CHECK(bitstring_form(R"({"type":["BitstringStatusListCredential"]})") == refused);

  const auto token_form = [](const std::string& text) {
    return outcome(with_token_entry("0"), text);
  };
  for (const char* size : {"0", "3", "16", R"("1")", "null"}) {
    CHECK(token_form(token_list("", {0}, size)) == refused);
  }
  CHECK(token_form(token_list(R"("ttl":0,)", {0})) == refused);
  CHECK(token_form(token_list(R"("exp":"1800000000",)", {0})) == refused);
  CHECK(token_form(R"({"sub":"https://a.example/status/1","status_list":{"bits":1,"lst":"AA"}})") ==
        refused);
  CHECK(token_form(R"({"iat":1,"status_list":{"bits":1,"lst":"AA"}})") == refused);
  CHECK(token_form(R"({"sub":"https://a.example/status/1","iat":1,"status_list":{"bits":1}})") ==
        refused);

  FakeHost host;
  host.inflates = false;
  host.lists.emplace(kList, list_credential(bitstring()));
  const StatusAnswer given = answer(with_entry(""), host);
  CHECK(given.finding.outcome == Outcome::kUnchecked);
  CHECK(given.finding.error.code == "inflate.too-large");
}

TEST_CASE("a kept list answers as long as its window lasts, and is judged anew each time") {
  FakeHost host;
  host.keeps = true;
  host.lists.emplace(kList, list_credential(bitstring({{0, 0x80}}), R"("revocation")",
                                            R"("validFrom":"2024-05-01T00:00:00Z",)"
                                            R"("validUntil":"2024-05-02T00:00:00Z",)"));
  CHECK(answer(with_entry(""), host).finding.error.code == "status.revoked");
  host.lists.clear();
  host.fetched = 0;
  CHECK(answer(with_entry(""), host).finding.error.code == "status.revoked");
  CHECK(answer(with_entry("", R"("1")"), host).finding.outcome == Outcome::kPassed);
  CHECK(answer(with_entry("", R"("0")", "suspension"), host).finding.error.code ==
        "status.purpose");
  CHECK(host.fetched == 0);
  CHECK(answer(with_entry(""), host, {.at = "2024-05-03T00:00:00Z"}).finding.error.code ==
        "status.list-missing");
  CHECK(host.fetched == 2);
}

}  // namespace
}  // namespace concordat::credential
