// Signing in and out.
#include "api/account_view.hpp"
#include "api/identify.hpp"
#include "api/routes.hpp"
#include "registry/accounts/secrets.hpp"

namespace concordat::api {
namespace {

// Where a password or code may be sent, and from which pages.
Result<Line> line_for_secrets(const Call& call) {
  const Line line = line_of(call.ports, call.request);
  if (line == Line::kOpen) return fail({.code = "account.insecure"});
  CONCORDAT_CHECK(check_site(call.ports, call.request, false));
  return line;
}

accounts::Caller caller_of(const Call& call, Line line) {
  const Cookies cookies = cookies_of(call.request, line);
  return {.address = client_address(call.ports, call.request),
          .device = cookies.device,
          .client = call.request.header("User-Agent"),
          .session = cookies.session};
}

Result<accounts::Opened> open(const json::Value& body, const accounts::Caller& caller,
                              accounts::SignIn& sign_in) {
  CONCORDAT_TRY(code, text_of_member(body, "code"));
  CONCORDAT_TRY(recovery_code, text_of_member(body, "recoveryCode"));
  if (!code.empty() || !recovery_code.empty()) {
    return sign_in.finish({.code = code, .recovery_code = recovery_code}, caller);
  }
  CONCORDAT_TRY(name, text_of_member(body, "name"));
  CONCORDAT_TRY(password, text_of_member(body, "password"));
  CONCORDAT_TRY(organisation, text_of_member(body, "organisation"));
  return sign_in.begin({.name = name, .password = password, .organisation = organisation}, caller);
}

json::Value state_json(const access::Principal& principal, bool waits_for_code) {
  json::Value shown = principal_json(principal);
  if (waits_for_code) shown.as_object()->set("next", "second-factor");
  return shown;
}

}  // namespace

Answer get_session(const Call& call) {
  CONCORDAT_TRY(accounts, accounts_of(call));
  bool waits = false;
  if (!call.who) {
    const Cookies cookies = cookies_of(call.request, line_of(call.ports, call.request));
    if (!cookies.session.empty()) {
      CONCORDAT_TRY(waiting, accounts->identities().waits_for_code(cookies.session));
      waits = waiting;
    }
  }
  return private_reply(state_json(call.principal, waits));
}

Answer post_session(const Call& call) {
  CONCORDAT_TRY(accounts, accounts_of(call));
  CONCORDAT_TRY(line, line_for_secrets(call));
  CONCORDAT_TRY(body, object_of(call));
  CONCORDAT_TRY(opened, open(body, caller_of(call, line), accounts->sign_in()));
  CONCORDAT_TRY(who, accounts->identities().of_session(opened.secret));
  http::Response response =
      private_reply(state_json(who ? who->principal : access::Principal(),
                               opened.session.stage == accounts::Stage::kPassword));
  set_cookies(response, line, opened);
  return response;
}

Answer delete_session(const Call& call) {
  CONCORDAT_TRY(accounts, accounts_of(call));
  const Line line = line_of(call.ports, call.request);
  const Cookies cookies = cookies_of(call.request, line);
  if (!cookies.session.empty()) {
    CONCORDAT_CHECK(accounts->store().end_session(accounts::hash_of(cookies.session)));
  }
  http::Response response = nothing_more();
  end_session_cookie(response, line);
  return response;
}

}  // namespace concordat::api
