// The resolver: from an identifier on a product, a paper or a plate to what is on file about it
// (GS1-Conformant Resolver 1.2; UNTP identity resolver 0.7; RFC 9264).
#include <algorithm>

#include "api/identified.hpp"
#include "api/negotiation.hpp"
#include "api/preference.hpp"
#include "api/reader.hpp"
#include "api/routes.hpp"

namespace concordat::api {
namespace {

constexpr std::string_view kLinksetContext =
    "<https://ref.gs1.org/standards/resolver/linkset-context>; "
    "rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"application/ld+json\"";
constexpr std::string_view kVary = "Accept, Accept-Language";

// A request to the resolver, on its way to an answer.
struct Resolution {
  const Call& call;
  const Linkset& set;
  std::string address;
  std::string whole;  // the path of the set

  // UNTP identity resolver, "IDR Query URL": a language by parameter comes before the field's.
  [[nodiscard]] std::string_view languages() const {
    const std::string_view asked = call.query.value("language");
    return asked.empty() ? call.request.header("Accept-Language") : asked;
  }
};

struct Form {
  std::string_view type;
  std::string_view shown;  // as the set's media type in that form
};
// The forms of a set, the first for whoever likes several alike.
constexpr Form kForms[] = {{kLinksetJson, kLinksetJson},
                           {kJson, kLinksetJson},
                           {kLinksetText, kLinksetText},
                           {kHtml, kHtml}};

const Form* liked_form(std::string_view accept) {
  const Form* best = nullptr;
  Liking most = 0;
  for (const Form& form : kForms) {
    const Liking liking = liking_of_type(accept, form.type);
    if (liking > most) best = &form;
    most = std::max(most, liking);
  }
  return best;
}

// Whether the request asks for the set itself by its media type: no less than for anything else.
bool wants_set(std::string_view accept) {
  if (accept.find("linkset") == std::string_view::npos) return false;
  const Liking set =
      std::max(liking_of_type(accept, kLinksetJson), liking_of_type(accept, kLinksetText));
  const Liking others = std::max(liking_of_type(accept, kHtml), liking_of_type(accept, kJson));
  return set > 0 && set >= others;
}

http::Response as_page(const Resolution& resolution) {
  const Reader reader = Reader::at_least(resolution.call.ports, resolution.call.request);
  Html page = begin_page(reader, resolution.whole);
  page.begin("h1").identifier(resolution.whole).end();
  for (const LinkContext& context : resolution.set) {
    page.begin("section").begin("h2").identifier(context.anchor).end().begin("ul");
    for (const Link& link : context.links) {
      if (link.relation == kDefaultLink || link.relation == kDefaultLinkMulti) continue;
      page.begin("li").link(link.target, link.title);
      page.text(" ").begin("span", {{"class", "leg"}}).identifier(link.relation).end().end();
    }
    page.end().end();
  }
  return finish_page(std::move(page), reader, resolution.call, Caching::kLive);
}

void add_common(const Resolution& resolution, http::Response& response) {
  response.fields.add("Link", link_field(resolution.set, resolution.whole + "?linkType=linkset",
                                         resolution.address));
  if (!response.header("Vary")) response.fields.add("Vary", kVary);
}

// The set in the form that is liked best; 300 where it holds what could have been meant.
Answer show_set(const Resolution& resolution, int status) {
  const Form* form = liked_form(resolution.call.request.header("Accept"));
  if (form == nullptr) {
    return fail({.code = "request.not-acceptable", .expected = std::string(kLinksetJson)});
  }
  http::Response response;
  if (form->type == kHtml) {
    response = as_page(resolution);
    response.fields.remove("Vary");
  } else if (form->type == kLinksetText) {
    response = reply({.type = form->shown,
                      .body = linkset_text(resolution.set, resolution.address),
                      .caching = Caching::kLive});
  } else {
    response = json_reply(linkset_json(resolution.set, resolution.address), Caching::kLive);
    response.fields.remove("Content-Type");
    response.fields.add("Content-Type", form->shown);
    response.fields.add("Link", kLinksetContext);
  }
  response.status = status;
  add_common(resolution, response);
  return response;
}

// The query of a request without the type of link that it asked for.
std::string without_link_type(std::string_view query) {
  std::string left;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view one = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const auto name = percent_decode(one.substr(0, one.find('=')));
    if (one.empty() || (name && *name == "linkType")) continue;
    left.append(left.empty() ? "" : "&").append(one);
  }
  return left;
}

// 307 to the target, with the whole query of the request behind it (2.12). Where the target is an
// address of this resolver again, the type of link was asked of another thing: it does not go on.
http::Response redirect(const Resolution& resolution, const Link& link) {
  std::string target = resolution.address + link.target;
  const bool resolved_again =
      link.target.starts_with("/id/") || link.target.find("?linkType=") != std::string::npos;
  const std::string query = resolved_again ? without_link_type(resolution.call.request.query)
                                           : std::string(resolution.call.request.query);
  if (!query.empty()) {
    target.append(target.find('?') == std::string::npos ? "?" : "&").append(query);
  }
  http::Response response;
  response.status = 307;
  response.fields.add("Location", target);
  response.fields.add("Cache-Control", "public, max-age=60");
  add_common(resolution, response);
  return response;
}

struct Choice {
  const LinkContext* context = nullptr;
  const Link* link = nullptr;
};

// The links of that relation in the contexts of the highest rank that have any.
std::vector<Choice> closest(const Linkset& set, std::string_view relation) {
  std::vector<Choice> found;
  int highest = 0;
  for (const LinkContext& context : set) {
    for (const Link& link : context.links) {
      if (link.relation != relation || context.rank < highest) continue;
      if (context.rank > highest) found.clear();
      highest = context.rank;
      found.push_back({&context, &link});
    }
  }
  return found;
}

// Leaves the choices that are liked most; all where none is liked.
template <class LikingOf>
void leave_most_liked(std::vector<Choice>& choices, LikingOf&& liking_of) {
  Liking most = 0;
  for (const Choice& choice : choices) most = std::max(most, liking_of(*choice.link));
  if (most == 0) return;
  std::erase_if(choices, [&](const Choice& choice) { return liking_of(*choice.link) < most; });
}

// Leaves those that the request likes most, by media type and then by language (2.6.3). What has no
// language is as good as the best.
std::vector<Choice> liked_most(const Resolution& resolution, std::vector<Choice> choices) {
  const std::string_view accept = resolution.call.request.header("Accept");
  const std::string_view languages = resolution.languages();
  leave_most_liked(choices, [&](const Link& link) { return liking_of_type(accept, link.type); });
  Liking most = 0;
  for (const Choice& choice : choices) {
    if (choice.link->languages.empty()) continue;
    most = std::max(most, liking_of_languages(languages, choice.link->languages));
  }
  if (most == 0) return choices;
  leave_most_liked(choices, [&](const Link& link) {
    return link.languages.empty() ? most : liking_of_languages(languages, link.languages);
  });
  return choices;
}

bool one_target(const std::vector<Choice>& choices) {
  return std::ranges::all_of(choices, [&](const Choice& choice) {
    return choice.link->target == choices.front().link->target;
  });
}

// 307 to the one that is left, 300 with those that are.
Answer choose(const Resolution& resolution, const std::vector<Choice>& choices) {
  if (one_target(choices)) return redirect(resolution, *choices.front().link);
  Linkset left;
  for (const Choice& choice : choices) {
    if (left.empty() || left.back().anchor != choice.context->anchor) {
      left.push_back({.anchor = choice.context->anchor, .rank = choice.context->rank});
    }
    left.back().links.push_back(*choice.link);
  }
  return show_set({resolution.call, left, resolution.address, resolution.whole}, 300);
}

Answer to_default(const Resolution& resolution) {
  const http::Request& request = resolution.call.request;
  const std::vector<Choice> defaults = closest(resolution.set, kDefaultLink);
  // What the request says of media types may make another form of the default better (2.6.1).
  if (defaults.size() == 1 && !request.header("Accept").empty()) {
    const auto forms = liked_most(resolution, closest(resolution.set, kDefaultLinkMulti));
    const bool same_rank =
        !forms.empty() && forms.front().context->rank == defaults.front().context->rank;
    if (same_rank && one_target(forms)) return redirect(resolution, *forms.front().link);
  }
  return choose(resolution, defaults);
}

Answer resolve(const Call& call, const Linkset& set, std::string whole) {
  CONCORDAT_TRY(address, address_of(call.ports, call.request));
  const Resolution resolution{call, set, std::move(address), std::move(whole)};
  const std::string_view asked = call.query.value("linkType");
  if (call.query.has("linkType") && asked.empty()) {
    return fail({.code = "request.parameter", .place = "linkType", .expected = "a link type"});
  }
  if (asked == "linkset" || asked == "all") return show_set(resolution, 200);
  if (asked.empty()) {
    return wants_set(call.request.header("Accept")) ? show_set(resolution, 200)
                                                    : to_default(resolution);
  }
  const std::vector<Choice> found = closest(set, whole_relation(asked));
  if (found.empty()) {
    return fail({.code = "resolver.no-such-link",
                 .place = "linkType",
                 .expected = "a link type of " + resolution.whole + "?linkType=linkset"});
  }
  return choose(resolution, liked_most(resolution, found));
}

Error unknown() { return {.code = "resolver.unknown"}; }

}  // namespace

Answer get_gs1_link(const Call& call) {
  CONCORDAT_TRY(link, parse_gs1_link(call.request.path));
  CONCORDAT_TRY(set, linked_to(call, link));
  if (set.empty()) return fail(unknown());
  return resolve(call, set, to_path(link));
}

Answer get_identified(const Call& call) {
  const auto slash = std::min(call.rest.find('/'), call.rest.size());
  const std::string_view kind = std::string_view(call.rest).substr(0, slash);
  const std::string_view identifier =
      std::string_view(call.rest).substr(std::min(slash + 1, call.rest.size()));
  if (identifier.empty()) {
    return fail({.code = "resolver.path", .expected = "/id/{kind}/{identifier}"});
  }
  CONCORDAT_TRY(set, linked_to(call, kind, identifier));
  if (set.empty()) return fail(unknown());
  return resolve(call, set, id_path(kind, identifier));
}

// GS1-Conformant Resolver 1.2, 3.
Answer get_resolver_description(const Call& call) {
  CONCORDAT_CHECK(must_accept(call.request, kJson));
  CONCORDAT_TRY(address, address_of(call.ports, call.request));
  json::Array keys;
  for (const Gs1Key key : {Gs1Key::kGtin, Gs1Key::kDocument, Gs1Key::kParty, Gs1Key::kModel}) {
    keys.emplace_back(identifier_of(key));
  }
  return json_reply(
      json::Object{
          {"name", call.ports.registry.origin()},
          {"resolverRoot", address},
          {"supportedPrimaryKeys", std::move(keys)},
          {"supportedLinkType",
           json::Array{json::Object{{"namespace", kGs1Vocabulary}, {"prefix", "gs1:"}}}},
          {"linkTypeDefaultCanBeLinkset", true},
          {"supportsLanguageVariants", true},
          {"validatesAIcombinations", true},
          {"jsonLdContextLocation", "https://ref.gs1.org/standards/resolver/linkset-context"}},
      Caching::kRevalidate);
}

}  // namespace concordat::api
