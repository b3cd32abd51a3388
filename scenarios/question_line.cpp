#include "scenarios/question_line.hpp"

#include <charconv>

namespace concordat::scenarios {
namespace {

using recognition::AttestationReference;
using recognition::Event;
using recognition::Presented;
using recognition::Purpose;
using recognition::Question;

std::unexpected<Error> refuse(const Line& line, std::string_view expected) {
  return fail({.code = "scenario.question",
               .place = "line " + std::to_string(line.number),
               .expected = std::string(expected)});
}

Status read_certificate(const Line& line, Question& question) {
  AttestationReference reference;
  reference.number = line.word(1);
  for (std::size_t at = 2; at + 1 < line.words.size(); at += 2) {
    const std::string value(line.word(at + 1));
    if (line.word(at) == "of") {
      reference.issuer = value;
    } else if (line.word(at) == "digest") {
      reference.digest = value;
    } else if (line.word(at) == "presented") {
      if (value == "verified")
        reference.presented = Presented::kVerified;
      else if (value == "not-checked")
        reference.presented = Presented::kNotChecked;
      else if (value == "rejected")
        reference.presented = Presented::kRejected;
      else
        return refuse(line, "verified, not-checked or rejected");
    } else {
      return refuse(line, "of, digest or presented");
    }
  }
  if (reference.number.empty()) return refuse(line, "the number of a certificate");
  question.attestations.push_back(std::move(reference));
  return {};
}

Status read_date(const Line& line, Question& question) {
  CONCORDAT_TRY(date, parse_date(line.word(1)));
  question.date = date;
  const std::string_view event = line.word(2);
  if (event == "presentation-at-border")
    question.event = Event::kPresentationAtBorder;
  else if (event == "putting-into-service")
    question.event = Event::kPuttingIntoService;
  else if (!event.empty() && event != "placing-on-market")
    return refuse(line, "an event");
  return {};
}

Status read_product(const Line& line, Question& question) {
  recognition::Product& product = question.product;
  for (const Member& member : line.members) {
    const std::string& text = member.values.front().text;
    if (member.name == "model")
      product.model = text;
    else if (member.name == "gtin")
      product.gtin = text;
    else if (member.name == "batch")
      product.batch = text;
    else if (member.name == "serial")
      product.serial = text;
    else if (member.name == "software")
      product.software_version = text;
    else if (member.name == "factory")
      product.factory = text;
    else if (member.name == "hs")
      product.hs = text;
    else if (member.name == "quantity") {
      std::from_chars(text.data(), text.data() + text.size(), product.quantity);
    } else {
      return refuse(line, "model, gtin, batch, serial, software, factory, hs or quantity");
    }
  }
  return {};
}

Status read_operators(const Line& line, Question& question) {
  recognition::Operators& operators = question.operators;
  for (const Member& member : line.members) {
    const std::string& text = member.values.front().text;
    if (member.name == "manufacturer")
      operators.manufacturer = text;
    else if (member.name == "holder")
      operators.holder = text;
    else if (member.name == "brand")
      operators.brand = text;
    else if (member.name == "representative")
      operators.authorised_representative = text;
    else if (member.name == "importer")
      operators.importer = text;
    else
      return refuse(line, "manufacturer, holder, brand, representative or importer");
  }
  return {};
}

}  // namespace

Status read_question_line(const Line& line, Question& question, std::string& as_of) {
  const std::string_view key = line.word(0);
  if (key == "market") {
    question.market = line.word(1);
  } else if (key == "certificate") {
    return read_certificate(line, question);
  } else if (key == "on") {
    return read_date(line, question);
  } else if (key == "purpose") {
    if (line.word(1) == "market-access")
      question.purpose = Purpose::kMarketAccess;
    else if (line.word(1) != "recognition")
      return refuse(line, "recognition or market-access");
  } else if (key == "sector") {
    question.product.sector = line.word(1);
  } else if (key == "product") {
    return read_product(line, question);
  } else if (key == "attributes") {
    question.product.attributes = attributes_of(line.members);
  } else if (key == "operators") {
    return read_operators(line, question);
  } else if (key == "as" && line.word(1) == "of") {
    as_of = line.word(2);
  } else {
    return refuse(line,
                  "market, certificate, on, purpose, sector, product, attributes, "
                  "operators or as of");
  }
  return {};
}

}  // namespace concordat::scenarios
