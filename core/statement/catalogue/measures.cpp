// Measures: what authorities have done about products, and how their borders work.
#include "core/statement/catalogue/families.hpp"

namespace concordat::statement {
namespace {

constexpr std::string_view kStages[] = {"provisional", "confirmed", "lifted"};
constexpr std::string_view kMeasureKinds[] = {"ban", "withdrawal", "recall", "restriction",
                                              "border-refusal"};
constexpr std::string_view kUnitKinds[] = {"units-only", "all-units"};
constexpr std::string_view kAlertKinds[] = {"alert", "recall", "warning"};
constexpr std::string_view kTraderRoles[] = {"manufacturer", "importer", "distributor", "seller"};

constexpr Field kUnits[] = {
    choice(optional("extent", Kind::kChoice,
                    "units-only: those named; all-units: every unit of the "
                    "models or certificates named"),
           kUnitKinds),
    list(optional("certificates", Kind::kId, "certificates", Target::kCertificate)),
    list(optional("models", Kind::kNumber, "models")),
    list(optional("batches", Kind::kNumber, "batches")),
    optional("serialFrom", Kind::kNumber, "first serial number"),
    optional("serialTo", Kind::kNumber, "last serial number"),
    list(optional("gtins", Kind::kNumber, "GTINs")),
    list(optional("brands", Kind::kNumber, "brands")),
};
constexpr Field kMeasure[] = {
    required("measure", Kind::kId, "its identifier", Target::kMeasure),
    required("market", Kind::kId, "the territory in which it has legal force", Target::kEconomy),
    choice(required("kind", Kind::kChoice, "the measure"), kMeasureKinds),
    choice(required("stage", Kind::kChoice, "provisional, confirmed or lifted"), kStages),
    record(required("units", Kind::kRecord, "the units concerned"), kUnits),
    range(optional("severity", Kind::kInteger, "of the risk"), 1, 4),
};
constexpr Field kTrader[] = {
    required("name", Kind::kNumber, "its name as the notice prints it; no identifier"),
    choice(required("role", Kind::kChoice, "what it did with the goods"), kTraderRoles),
};
constexpr Field kAlert[] = {
    required("alert", Kind::kId, "its identifier"),
    required("origin", Kind::kId, "who raised it", Target::kEconomy),
    record(required("units", Kind::kRecord, "the units described"), kUnits),
    range(optional("severity", Kind::kInteger, "of the risk"), 1, 4),
    optional("reference", Kind::kNumber, "number in the source"),
    choice(optional("kind", Kind::kChoice, "of which kind, where the source says it"), kAlertKinds),
    optional("title", Kind::kNames, "its heading"),
    list(optional("products", Kind::kNumber, "what the notice calls the products")),
    list(optional("hazards", Kind::kText, "the hazards, as described")),
    list(optional("categories", Kind::kNumber, "product categories of the source")),
    list(optional("madeIn", Kind::kId, "where the goods were made", Target::kEconomy)),
    list(record(optional("traders", Kind::kRecord, "who made, imported or sold them"), kTrader)),
    list(optional("remedies", Kind::kNumber, "what is offered: refund, repair ...")),
    optional("quantity", Kind::kText, "how many units, as described"),
    optional("produced", Kind::kText, "when they were made, as described"),
    optional("sold", Kind::kText, "where and when they were sold, as described"),
    optional("incidents", Kind::kText, "what happened, as described"),
    optional("address", Kind::kText, "where the notice can be read"),
};
constexpr Field kFollowUpCount[] = {
    required("series", Kind::kId, "its identifier"),
    required("notifier", Kind::kId, "whose alerts", Target::kEconomy),
    required("actor", Kind::kId, "who acted on them", Target::kEconomy),
    range(required("products", Kind::kInteger, "on how many of the products"), 0, 1'000'000),
};
constexpr Field kEndorsement[] = {
    required("code", Kind::kId, "its code"),
    required("text", Kind::kNames, "the fixed text"),
};
constexpr Field kBorder[] = {
    required("market", Kind::kId, "the market", Target::kEconomy),
    range(required("clockWorkingDays", Kind::kInteger,
                   "working days after which suspended goods are "
                   "released unless the authority asks otherwise"),
          0, 365),
    required("calendar", Kind::kId, "the holiday calendar it counts with"),
    list(record(optional("endorsements", Kind::kRecord, "fixed texts of refusal"), kEndorsement)),
};
constexpr Field kCalendar[] = {
    required("calendar", Kind::kId, "its identifier"),
    required("market", Kind::kId, "the market", Target::kEconomy),
    list(range(required("weekend", Kind::kInteger, "days of the week off: 1 Monday to 7 Sunday"), 1,
               7)),
    list(required("holidays", Kind::kDate, "public holidays")),
};
constexpr Field kFee[] = {
    required("step", Kind::kId, "the step of the procedure"),
    required("amount", Kind::kDecimal, "the fee"),
    required("currency", Kind::kId, "ISO 4217 code"),
    range(optional("workingDays", Kind::kInteger, "usual duration"), 0, 3650),
};
constexpr Field kFees[] = {
    required("market", Kind::kId, "the market", Target::kEconomy),
    optional("requirement", Kind::kId, "for this requirement", Target::kRequirement),
    list(record(required("steps", Kind::kRecord, "fees and times"), kFee)),
};

constexpr Descriptor kTypes[] = {
    {"measure", Family::kMeasures, Authority::kMarketAuthority, "market",
     "An authority restricts identified units in its territory. Only this denies.",
     "An authority of the market, or a transcriber.", kMeasure},
    {"alert", Family::kMeasures, Authority::kMarketAuthority, "origin",
     "Reports an alert or recall; information, never a denial by itself.",
     "An authority of the origin, or a transcriber.", kAlert},
    {"follow-up-count", Family::kMeasures, Authority::kMarketAuthority, "actor",
     "Counts on how many products one economy acted that another had notified; a statistic, never "
     "about any product.",
     "An authority of the economy that acted, or a transcriber.", kFollowUpCount},
    {"border-procedure", Family::kMeasures, Authority::kMarketAuthority, "market",
     "Describes how a market's border treats suspended goods.",
     "An authority of the market, or a transcriber.", kBorder},
    {"holiday-calendar", Family::kMeasures, Authority::kMarketAuthority, "market",
     "Lists the days on which no clock runs.", "An authority of the market, or a transcriber.",
     kCalendar},
    {"fee-schedule", Family::kMeasures, Authority::kMarketAuthority, "market",
     "Publishes fees and usual times.", "An authority of the market, or a transcriber.", kFees},
};

}  // namespace

std::span<const Descriptor> measure_types() { return kTypes; }

}  // namespace concordat::statement
