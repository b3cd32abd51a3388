#include "fault/session.hpp"

#include <utility>

#include "fault/home.hpp"

#include "cli/commands.hpp"
#include "core/log/checkpoint.hpp"
#include "registry/drafts.hpp"

namespace concordat::fault {

cli::SiteOptions site_in(const std::filesystem::path& folder) {
  return {
      .store = "sqlite:" + (folder / "registry.db").string(), .keys = {}, .passphrase_file = {}};
}

std::filesystem::path public_in(const std::filesystem::path& folder) { return folder / "public"; }

// Notes what is about to be signed before the key sees it.
class Session::NotingSigner final : public Signer {
 public:
  NotingSigner(Session& session, std::unique_ptr<Signer> inner)
      : session_(session), inner_(std::move(inner)) {}
  [[nodiscard]] crypto::PublicKey public_key() const override { return inner_->public_key(); }
  [[nodiscard]] Result<Bytes> sign(ByteView message) override {
    CONCORDAT_TRY(said, log::parse_checkpoint(text_of(message)));
    {
      const std::lock_guard lock(session_.mutex_);
      session_.promises_.signed_heads.push_back(
          {.moment = session_.moment(), .head = {.size = said.size, .root = said.root}});
    }
    return inner_->sign(message);
  }

 private:
  Session& session_;
  std::unique_ptr<Signer> inner_;
};

Session::Session(std::filesystem::path folder, const Disk* disk)
    : folder_(std::move(folder)), disk_(disk), site_(site_in(folder_)) {}

bool Session::found() {
  const cli::Output silent{.json = true, .language = "en"};
  cli::InitOptions options;
  options.site = site_;
  if (cli::init(options, silent) != cli::kAnswered) return false;
  promises_.founded = moment();
  return true;
}

Status Session::open() {
  close();
  CONCORDAT_TRY(keys, cli::open_keys(site_));
  keys_ = std::move(keys);
  CONCORDAT_TRY(ports, cli::ports_of(site_, cli::Access::kWrite));
  ports.log_key = std::make_unique<NotingSigner>(*this, std::move(ports.log_key));
  CONCORDAT_TRY(opened, registry::Registry::open(std::move(ports)));
  registry_ = std::move(opened);
  return {};
}

void Session::close() { registry_.reset(); }

std::string Session::statement(const std::string& code) {
  const auto signer = keys_->signer(kAuthor);
  if (!signer || *signer == nullptr) return {};
  return registry::sign(**signer, economy(code)).value_or(std::string());
}

std::vector<Result<registry::Receipt>> Session::submit(const std::vector<std::string>& compacts) {
  auto outcomes = registry_->submit(compacts);
  const std::lock_guard lock(mutex_);
  for (std::size_t at = 0; at < compacts.size(); ++at) {
    if (!outcomes[at]) continue;
    promises_.acknowledged.push_back(
        {.moment = moment(), .index = outcomes[at]->index, .compact = compacts[at]});
  }
  return outcomes;
}

bool Session::publish() {
  cli::LogOptions options;
  options.site = site_;
  options.path = public_in(folder_).string();
  if (cli::log_export(options, {.json = true, .language = "en"}) != cli::kAnswered) return false;
  promises_.exported.push_back(moment());
  return true;
}

Promises Session::promises() const {
  const std::lock_guard lock(mutex_);
  return promises_;
}

}  // namespace concordat::fault
