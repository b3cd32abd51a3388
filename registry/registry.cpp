#include "registry/registry.hpp"

#include "core/admission/admission.hpp"
#include "core/base/base64.hpp"
#include "core/facts/probe.hpp"
#include "core/json/read.hpp"
#include "core/log/checkpoint.hpp"
#include "core/log/entry.hpp"
#include "core/log/proof.hpp"
#include "registry/indexer.hpp"
#include "registry/ledger.hpp"
#include "registry/publisher.hpp"
#include "registry/resources.hpp"
#include "registry/sequencer.hpp"
#include "registry/shared.hpp"
#include "registry/snapshot.hpp"
#include "registry/snapshot_keeper.hpp"
#include "registry/views.hpp"

namespace concordat::registry {
namespace {

// What the founding statement says about the log; read once, immutable for the registry's life.
struct Identity {
  std::string origin;
  log::VerifierKey log_key;
};

Result<Identity> identity_of(const Store& store) {
  CONCORDAT_TRY(first, store.read(0, 1));
  if (first.empty()) return fail({.code = "registry.not-founded"});
  CONCORDAT_TRY(entry, log::decode_entry(first.front()));
  CONCORDAT_TRY(founding, statement::decode_signed(entry.statement));
  CONCORDAT_TRY(key, log::parse_vkey(founding.statement.body.text("logKey")));
  return Identity{.origin = std::string(founding.statement.body.text("origin")), .log_key = key};
}

bool is_writer(const Ports& ports) { return ports.log_key && ports.signing_record; }

}  // namespace

class Registry::Parts {
 public:
  explicit Parts(Ports given) : ports(std::move(given)) {}

  // What readers see: swapped as a whole after each commit.
  struct View {
    std::shared_ptr<Ledger> ledger;
    std::string checkpoint;
    std::uint64_t size = 0;
    std::optional<AsOf> newest;  // of that size, where the root cost nothing to know
  };

  Ports ports;
  Identity identity;
  Shared<const View> view;
  std::unique_ptr<Indexer> indexer;
  std::unique_ptr<Sequencer> sequencer;         // absent in a reader
  std::unique_ptr<SnapshotKeeper> snapshots;    // absent where there is no place for one
  Error refusal{.code = "registry.read-only"};  // why there is no sequencer
  // Of an excerpt: what it may be asked.
  std::function<Status(const recognition::Question&)> covers;

  [[nodiscard]] Status may_answer(const recognition::Question& question) const {
    return covers ? covers(question) : Status();
  }

  [[nodiscard]] AsOf as_of(const Ledger& ledger, std::uint64_t size,
                           const merkle::Hash& root) const {
    const facts::Tables& tables = ledger.state.tables();
    return {.origin = identity.origin,
            .size = size,
            .root = encode_base64(root),
            .time = to_string(tables.statements[size - 1].recorded)};
  }

  // Where an answer on the first `size` entries comes from.
  [[nodiscard]] Result<AsOf> as_of(const View& seen, std::uint64_t size) const {
    CONCORDAT_TRY(root, seen.ledger->log.root(size));
    return as_of(*seen.ledger, size, root);
  }

  void show(const Sequencer::Published& shown) {
    auto next = std::make_shared<View>();
    next->size = shown.ledger->state.size_published();
    if (shown.root && next->size > 0) next->newest = as_of(*shown.ledger, next->size, *shown.root);
    next->ledger = shown.ledger;
    // A replay after a failed commit brings no new checkpoint: the last one still holds.
    next->checkpoint = shown.checkpoint.empty() ? view.load()->checkpoint : shown.checkpoint;
    view.store(std::move(next));
    if (indexer) indexer->notify();
    if (snapshots) snapshots->notify();
  }

  void keep_snapshots(const Opening& opening) {
    if (!ports.snapshots) return;
    snapshots = std::make_unique<SnapshotKeeper>(
        SnapshotKeeper::Doors{.snapshots = *ports.snapshots,
                              .origin = identity.origin,
                              .look =
                                  [this](const SnapshotKeeper::Look& look) {
                                    return sequencer ? sequencer->look(look)
                                                     : look(*view.load()->ledger);
                                  },
                              .size = [this] { return view.load()->size; },
                              .trouble = opening.snapshot_trouble},
        view.load()->ledger->from_snapshot);
  }

  Status start_writing(const std::shared_ptr<Ledger>& ledger,
                       const Publisher::Published& published) {
    if (ports.log_key->public_key() != identity.log_key.key) {
      return fail({.code = "registry.log-key", .expected = log::to_vkey(identity.log_key)});
    }
    auto made =
        std::make_unique<Sequencer>(ports, Publisher(ports, identity.origin), ledger,
                                    [this](const Sequencer::Published& shown) { show(shown); });
    CONCORDAT_CHECK(made->start(published));
    sequencer = std::move(made);
    return {};
  }
};

Registry::Registry(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Registry::~Registry() {
  if (parts_->snapshots && parts_->sequencer) parts_->snapshots->finish();
  // The writer first: it notifies the others, and they read the store.
  parts_->sequencer.reset();
  parts_->snapshots.reset();
  parts_->indexer.reset();
}

Result<std::unique_ptr<Registry>> Registry::open(Ports ports, const Opening& opening) {
  auto parts = std::make_unique<Parts>(std::move(ports));
  CONCORDAT_TRY(identity, identity_of(*parts->ports.store));
  parts->identity = identity;
  CONCORDAT_TRY(published,
                Publisher::stored(*parts->ports.store, *parts->ports.verifier, identity.log_key));
  CONCORDAT_TRY(ledger,
                restore({.published = {.store = *parts->ports.store,
                                       .origin = identity.origin,
                                       .size = published.size,
                                       .root = published.root},
                         .verifier = *parts->ports.verifier,
                         .snapshots = parts->ports.snapshots.get(),
                         .judge_everything = opening.judge_everything,
                         .keep_tiles = is_writer(parts->ports) ? parts->ports.store.get() : nullptr,
                         .progress = opening.progress,
                         .unused = opening.snapshot_trouble}));
  ledger->state.publish(static_cast<facts::Ordinal>(published.size));
  parts->view.store(std::make_shared<Parts::View>());
  parts->show({.ledger = ledger,
               .checkpoint = published.note,
               .root = published.note.empty() ? std::nullopt : std::optional(published.root)});
  parts->keep_snapshots(opening);
  if (is_writer(parts->ports)) {
    const Status writing = parts->start_writing(ledger, published);
    // A restored backup or a fork must still be readable: that is how it is examined.
    if (!writing && writing.error().code != "registry.ahead-of-store" &&
        writing.error().code != "registry.forked") {
      return fail(writing.error());
    }
    if (!writing) parts->refusal = writing.error();
  }
  Parts* const raw = parts.get();
  parts->indexer = std::make_unique<Indexer>(
      *parts->ports.store, *parts->ports.tokenizer, [raw] { return raw->view.load()->size; },
      /*may_write=*/parts->sequencer != nullptr);
  // A reader's view stands still: it makes one when asked.
  if (parts->snapshots && parts->sequencer) parts->snapshots->start();
  return std::unique_ptr<Registry>(new Registry(std::move(parts)));
}

Result<std::unique_ptr<Registry>> Registry::over(Ports ports, Excerpt excerpt) {
  auto parts = std::make_unique<Parts>(std::move(ports));
  CONCORDAT_TRY(key, log::parse_vkey(excerpt.vkey));
  parts->identity = {.origin = std::move(excerpt.origin), .log_key = key};
  parts->covers = std::move(excerpt.covers);
  excerpt.ledger->state.publish(static_cast<facts::Ordinal>(excerpt.size));
  parts->view.store(std::make_shared<Parts::View>());
  parts->show({.ledger = excerpt.ledger,
               .checkpoint = std::move(excerpt.checkpoint),
               .root = excerpt.root});
  return std::unique_ptr<Registry>(new Registry(std::move(parts)));
}

Result<std::unique_ptr<Registry>> Registry::found(Ports ports, std::string_view founding) {
  CONCORDAT_TRY(size, ports.store->size());
  if (size != 0) return fail({.code = "registry.already-founded"});
  CONCORDAT_TRY(arrived, statement::decode_signed(founding));
  const Instant now = ports.clock->now();
  facts::State empty;
  CONCORDAT_TRY(admitted, admission::admit(empty, arrived, now));
  if (!ports.verifier->holds(*admitted.obligation)) return fail({.code = "admission.signature"});
  CONCORDAT_CHECK(
      empty.apply({.statement = &arrived.statement, .digest = admitted.digest, .recorded = now}));
  CONCORDAT_TRY(entry, log::encode_entry({.recorded = now, .statement = std::string(founding)}));
  CONCORDAT_TRY(epoch, ports.store->take_epoch());
  const std::vector<Bytes> entries{entry};
  CONCORDAT_CHECK(ports.store->append({.epoch = epoch, .expected_size = 0, .entries = &entries}));
  CONCORDAT_TRY(registry, open(std::move(ports)));
  // A log without a checkpoint is not founded: whoever asked must be told.
  CONCORDAT_CHECK(registry->writable());
  return std::move(registry);
}

std::vector<Result<Receipt>> Registry::submit(const std::vector<std::string>& statements) {
  if (!parts_->sequencer) {
    return std::vector<Result<Receipt>>(statements.size(), fail(parts_->refusal));
  }
  return parts_->sequencer->submit(statements);
}

Status Registry::save_snapshot() const {
  if (!parts_->snapshots) return fail({.code = "registry.no-snapshots"});
  return parts_->snapshots->save();
}

Status Registry::check_snapshot() const {
  if (!parts_->ports.snapshots) return {};
  return registry::check_snapshot(*parts_->ports.snapshots, parts_->identity.origin, *log());
}

Status Registry::writable() const {
  if (!parts_->sequencer) return fail(parts_->refusal);
  return parts_->sequencer->status();
}

namespace {

// How much of the log is asked about. Code question.as-of.
Result<std::uint64_t> size_asked(const recognition::Question& question, std::uint64_t published) {
  const std::uint64_t size = question.as_of.value_or(published);
  if (size <= published && size > 0) return size;
  return fail({.code = "question.as-of",
               .place = "/asOf",
               .expected = "1 to " + std::to_string(published)});
}

}  // namespace

Result<Registry::Decision> Registry::decide(const recognition::Question& question) const {
  CONCORDAT_CHECK(parts_->may_answer(question));
  const auto view = parts_->view.load();
  CONCORDAT_TRY(size, size_asked(question, view->size));
  Decision decision;
  recognition::Question pinned = question;
  pinned.as_of = size;
  {
    auto workspace = view->ledger->workspaces.take();
    decision.answer = recognition::told(recognition::determine(*workspace, pinned));
  }
  if (view->newest && size == view->size) {
    decision.as_of = *view->newest;
  } else {
    CONCORDAT_TRY(earlier, parts_->as_of(*view, size));
    decision.as_of = earlier;
  }
  decision.as_of.semantics_version = decision.answer.semantics_version;
  return decision;
}

Result<recognition::Verdict> Registry::decide_in_print(recognition::Question question,
                                                       json::Printer& printer,
                                                       const recognition::Speaker* speaker) const {
  CONCORDAT_CHECK(parts_->may_answer(question));
  const auto view = parts_->view.load();
  CONCORDAT_TRY(size, size_asked(question, view->size));
  std::optional<AsOf> earlier;
  if (!view->newest || size != view->size) {
    CONCORDAT_TRY(as_of, parts_->as_of(*view, size));
    earlier = std::move(as_of);
  }
  auto workspace = view->ledger->workspaces.take();
  const auto asked = std::exchange(question.as_of, size);
  const recognition::Determination& determination = recognition::determine(*workspace, question);
  question.as_of = asked;
  recognition::print(printer, question, determination, earlier ? *earlier : *view->newest, speaker);
  return determination.verdict;
}

std::string Registry::to_text(const recognition::Question& question, const Decision& decision) {
  return recognition::to_text(question, decision.answer, decision.as_of);
}

json::Value Registry::to_json(const recognition::Question& question, const Decision& decision) {
  return json::read(to_text(question, decision)).value_or(json::Value());
}

std::vector<std::string> Registry::kinds() {
  std::vector<std::string> names;
  for (const ResourceKind& kind : resource_kinds()) names.emplace_back(kind.name);
  return names;
}

Result<Resource> Registry::show(std::string_view kind, std::string_view id) const {
  const auto view = parts_->view.load();
  return views::show({.ledger = *view->ledger, .store = *parts_->ports.store, .size = view->size},
                     kind, id);
}

Result<Page> Registry::list(const Listing& listing) const {
  const auto view = parts_->view.load();
  return views::list({.ledger = *view->ledger, .store = *parts_->ports.store, .size = view->size},
                     listing, *parts_->ports.tokenizer);
}

Result<std::vector<Hit>> Registry::find(const Listing& listing, std::size_t most) const {
  const auto view = parts_->view.load();
  return views::find({.ledger = *view->ledger, .store = *parts_->ports.store, .size = view->size},
                     listing, most, *parts_->ports.tokenizer);
}

Result<json::Value> Registry::statement(std::uint64_t index) const {
  const auto view = parts_->view.load();
  return views::statement(
      {.ledger = *view->ledger, .store = *parts_->ports.store, .size = view->size}, index);
}

Result<Bulk> Registry::bulk(const BulkOrder& order) const {
  const auto view = parts_->view.load();
  const ResourceKind* kind = find_kind(order.kind);
  if (kind == nullptr && order.kind != "statements") {
    return fail(
        {.code = "resource.no-such-kind", .arguments = {{"kind", std::string(order.kind)}}});
  }
  CONCORDAT_TRY(size, size_asked({.as_of = order.size}, view->size));
  return Bulk({.ledger = view->ledger,
               .store = parts_->ports.store.get(),
               .size = size,
               .kind = kind,
               .from = kind == nullptr ? order.from : 0});
}

void Registry::wait_until_searchable() const {
  if (parts_->indexer) parts_->indexer->wait();
}

Result<std::uint64_t> Registry::index_of(std::string_view statement_id) const {
  const auto view = parts_->view.load();
  const facts::Tables& tables = view->ledger->state.tables();
  const auto found =
      facts::statement_ordinal(tables, statement_id, static_cast<facts::Ordinal>(view->size));
  if (!found) {
    return fail({.code = "resource.not-found", .arguments = {{"id", std::string(statement_id)}}});
  }
  return *found;
}

std::string Registry::checkpoint() const { return parts_->view.load()->checkpoint; }
std::uint64_t Registry::size() const { return parts_->view.load()->size; }
std::string Registry::origin() const { return parts_->identity.origin; }
std::string Registry::log_vkey() const { return log::to_vkey(parts_->identity.log_key); }
const Store& Registry::store() const { return *parts_->ports.store; }

std::shared_ptr<const LogView> Registry::log() const {
  const auto ledger = parts_->view.load()->ledger;
  return {ledger, &ledger->log};
}

std::shared_ptr<const facts::State> Registry::state() const {
  const auto ledger = parts_->view.load()->ledger;
  return {ledger, &ledger->state};
}

Result<std::string> Registry::prove(std::uint64_t index) const {
  const auto view = parts_->view.load();
  CONCORDAT_TRY(hashes, view->ledger->log.inclusion(index, view->size));
  CONCORDAT_TRY(entries, parts_->ports.store->read(index, index + 1));
  if (entries.empty()) return fail({.code = "log.no-such-entry"});
  return log::to_string(log::ProofFile{
      .extra = entries.front(), .index = index, .hashes = hashes, .checkpoint = view->checkpoint});
}

}  // namespace concordat::registry
