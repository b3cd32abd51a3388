// The log entries on which credentials about one certificate have hung, and what those credentials
// said. Private to this folder.
//
// Told moment by moment, as it was: an entry is kept as long as nothing is taken out of what it was
// given out for. When something is, credentials issued from then on hang on the newest statement
// about the certificate on which none did before. Who asks at any later size and date finds the
// same entries for the same moments.
#pragma once

#include <cstddef>
#include <vector>

#include "core/facts/probe.hpp"
#include "core/untp/issued.hpp"

namespace concordat::untp {

// Moments at which something about one certificate changed. Nobody changes one so often; beyond it
// every credential about it is stopped, because the work grows with the square.
inline constexpr std::size_t kMostMoments = 128;

// What a credential says of a certificate, as far as a change can take it back.
struct Content {
  facts::Ordinal row = facts::kNever;         // the statement that describes it
  facts::Ordinal restricted = facts::kNever;  // the restriction of the whole that is told
  std::vector<facts::Id> out;                 // models that are left out, in order

  // Whether what was said before holds as long as this is the case.
  [[nodiscard]] bool bears(const Content& said) const;
};

class Hanging {
 public:
  // At the probe's size and date.
  Hanging(const facts::Probe& probe, facts::Id certificate);

  // The entry on which a credential hangs that is issued now.
  [[nodiscard]] facts::Ordinal now() const { return now_; }
  struct Told {
    facts::Ordinal entry = 0;
    IssuedStatus status = IssuedStatus::kValid;
  };
  // Every entry on which one may have hung, and what became of it.
  [[nodiscard]] std::vector<Told> told() const;

 private:
  struct Moment {
    Instant at;
    facts::Ordinal size = 0;
    Date day;
  };
  // One entry, and what all credentials that hang on it say together.
  struct Said {
    facts::Ordinal entry = 0;
    Content content;
  };

  void read_rows(const facts::Probe& probe);
  void read_row(const facts::Row& row, const facts::Probe& probe);
  [[nodiscard]] std::vector<Moment> moments(const facts::Probe& probe) const;
  void live_through(const Moment& moment);
  void say(facts::Ordinal entry, const Content& content);
  [[nodiscard]] facts::Ordinal chosen(const Moment& moment, const Content& content) const;
  [[nodiscard]] const Said* said_on(facts::Ordinal entry) const;

  const facts::Tables& tables_;
  facts::Id certificate_;
  std::vector<facts::Ordinal> statements_;  // about the certificate, in order
  std::vector<facts::Ordinal> recorded_;    // those, and what superseded one
  std::vector<Date> days_;                  // on which something begins or ends
  bool partial_ = false;                    // something may have been taken out
  std::vector<Said> said_;
  facts::Ordinal now_ = 0;
  Content content_;                               // of the last moment at which one could be issued
  IssuedStatus standing_ = IssuedStatus::kValid;  // of the certificate now
};

}  // namespace concordat::untp
