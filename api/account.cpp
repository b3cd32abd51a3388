// What people do with their own account.
#include "api/account_view.hpp"
#include "api/identify.hpp"
#include "api/routes.hpp"

namespace concordat::api {
namespace {

json::Array sessions_json(const std::vector<accounts::Session>& sessions,
                          const accounts::Who& who) {
  json::Array shown;
  for (const accounts::Session& session : sessions) {
    shown.push_back(session_json(session, who.session && who.session->id == session.id));
  }
  return shown;
}

json::Array texts_json(const std::vector<std::string>& texts) {
  return json::Array(texts.begin(), texts.end());
}

http::Response with_session(const Call& call, const json::Value& value,
                            const accounts::Opened& opened) {
  http::Response response = private_reply(value);
  set_cookies(response, line_of(call.ports, call.request), opened);
  return response;
}

}  // namespace

// All that is held about somebody, for that person.
Answer get_account(const Call& call) {
  CONCORDAT_TRY(who, somebody(call));
  accounts::AccountStore& store = call.ports.accounts->store();
  const accounts::Person& person = who->person;
  CONCORDAT_TRY(sessions, store.sessions(person.id));
  CONCORDAT_TRY(tokens, store.tokens(person.id));
  CONCORDAT_TRY(recovery_codes, store.recovery_codes(person.id));
  json::Array tokens_shown;
  for (const accounts::Token& token : tokens) tokens_shown.push_back(token_json(token));
  return private_reply(json::Object{{"account", person.id},
                                    {"name", person.name},
                                    {"displayName", person.display_name},
                                    {"contact", person.contact},
                                    {"made", to_string(person.made)},
                                    {"memberships", memberships_json(person)},
                                    {"secondFactor", person.second_factor},
                                    {"recoveryCodes", recovery_codes},
                                    {"sessions", sessions_json(sessions, *who)},
                                    {"tokens", std::move(tokens_shown)}});
}

Answer patch_account(const Call& call) {
  CONCORDAT_TRY(who, somebody_signed_in(call));
  CONCORDAT_TRY(body, object_of(call));
  CONCORDAT_TRY(display_name, optional_text(body, "displayName"));
  CONCORDAT_TRY(contact, optional_text(body, "contact"));
  CONCORDAT_CHECK(
      call.ports.accounts->own().correct(*who, {.display_name = display_name, .contact = contact}));
  return nothing_more();
}

// With the current password, or with the link of an invitation or a reset.
Answer post_password(const Call& call) {
  CONCORDAT_TRY(accounts, accounts_of(call));
  if (line_of(call.ports, call.request) == Line::kOpen) return fail({.code = "account.insecure"});
  CONCORDAT_CHECK(check_site(call.ports, call.request, false));
  CONCORDAT_TRY(body, object_of(call));
  CONCORDAT_TRY(password, text_of_member(body, "password"));
  CONCORDAT_TRY(link, text_of_member(body, "link"));
  if (!link.empty()) {
    CONCORDAT_CHECK(accounts->own().choose_password(link, password));
    return nothing_more();
  }
  CONCORDAT_TRY(who, somebody_signed_in(call));
  CONCORDAT_TRY(current, text_of_member(body, "current"));
  CONCORDAT_TRY(opened, accounts->own().change_password(*who, current, password));
  http::Response response = nothing_more();
  set_cookies(response, line_of(call.ports, call.request), opened);
  return response;
}

Answer get_second_factor(const Call& call) {
  CONCORDAT_TRY(who, somebody(call));
  CONCORDAT_TRY(left, call.ports.accounts->store().recovery_codes(who->person.id));
  return private_reply(
      json::Object{{"secondFactor", who->person.second_factor}, {"recoveryCodes", left}});
}

// Without a code: begins. With a code of what was begun: counts from now on.
Answer post_second_factor(const Call& call) {
  CONCORDAT_TRY(who, somebody_signed_in(call));
  CONCORDAT_TRY(body, object_of(call));
  CONCORDAT_TRY(code, text_of_member(body, "code"));
  accounts::OwnAccount& own = call.ports.accounts->own();
  if (code.empty()) {
    CONCORDAT_TRY(enrolment, own.begin_second_factor(*who));
    return private_reply(
        json::Object{{"secret", enrolment.secret}, {"address", enrolment.address}});
  }
  CONCORDAT_TRY(confirmed, own.confirm_second_factor(*who, code));
  const json::Object shown{{"recoveryCodes", texts_json(confirmed.recovery_codes)}};
  return with_session(call, shown, confirmed.session);
}

Answer delete_second_factor(const Call& call) {
  CONCORDAT_TRY(who, somebody_signed_in(call));
  CONCORDAT_TRY(opened, call.ports.accounts->own().end_second_factor(*who));
  http::Response response = nothing_more();
  set_cookies(response, line_of(call.ports, call.request), opened);
  return response;
}

Answer post_recovery_codes(const Call& call) {
  CONCORDAT_TRY(who, somebody_signed_in(call));
  CONCORDAT_TRY(codes, call.ports.accounts->own().new_recovery_codes(*who));
  return private_reply(json::Object{{"recoveryCodes", texts_json(codes)}});
}

Answer get_sessions(const Call& call) {
  CONCORDAT_TRY(who, somebody(call));
  CONCORDAT_TRY(sessions, call.ports.accounts->store().sessions(who->person.id));
  return private_reply(json::Object{{"sessions", sessions_json(sessions, *who)}});
}

// Every one but that which asks.
Answer delete_sessions(const Call& call) {
  CONCORDAT_TRY(who, somebody(call));
  accounts::AccountStore& store = call.ports.accounts->store();
  CONCORDAT_TRY(sessions, store.sessions(who->person.id));
  for (const accounts::Session& session : sessions) {
    if (who->session && who->session->id == session.id) continue;
    CONCORDAT_CHECK(store.end_session(who->person.id, session.id));
  }
  return nothing_more();
}

Answer delete_one_session(const Call& call) {
  CONCORDAT_TRY(who, somebody(call));
  CONCORDAT_TRY(ended, call.ports.accounts->store().end_session(who->person.id, call.rest));
  if (!ended) return fail({.code = "account.no-such-session"});
  return nothing_more();
}

}  // namespace concordat::api
