#include "adapters/net/testing/certificates.hpp"

#include <fstream>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "core/crypto/digest.hpp"

namespace concordat::net {
namespace {

constexpr long kDay_s = 24L * 60 * 60;

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
  void operator()(BIO* text) const { BIO_free(text); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Certificate = std::unique_ptr<X509, Free>;
using Text = std::unique_ptr<BIO, Free>;

Key make_key() { return Key(EVP_EC_gen("P-256")); }

std::string text_in(BIO* memory) {
  char* octets = nullptr;
  const long size = BIO_get_mem_data(memory, &octets);
  return {octets, static_cast<std::size_t>(size)};
}

std::string pem(X509* certificate) {
  const Text text(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(text.get(), certificate);
  return text_in(text.get());
}

std::string pem(EVP_PKEY* key) {
  const Text text(BIO_new(BIO_s_mem()));
  PEM_write_bio_PrivateKey(text.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return text_in(text.get());
}

void extend(X509* certificate, int kind, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, Free> extension(
      X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
  X509_add_ext(certificate, extension.get(), -1);
}

Certificate begin(EVP_PKEY* key, const std::string& name) {
  static long serial = 1;
  Certificate made(X509_new());
  X509_set_version(made.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), ++serial);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -kDay_s);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), kDay_s);
  X509_set_pubkey(made.get(), key);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  return made;
}

}  // namespace

struct TestAuthority::Parts {
  Key key;
  Certificate certificate;
};

TestAuthority::TestAuthority(const std::string& name) : parts_(std::make_unique<Parts>()) {
  parts_->key = make_key();
  parts_->certificate = begin(parts_->key.get(), name);
  X509* own = parts_->certificate.get();
  X509_set_issuer_name(own, X509_get_subject_name(own));
  extend(own, NID_basic_constraints, "critical,CA:TRUE");
  X509_sign(own, parts_->key.get(), EVP_sha256());
}

TestAuthority::~TestAuthority() = default;

std::string TestAuthority::certificate() const { return pem(parts_->certificate.get()); }

TestAuthority::Signed TestAuthority::sign(const std::string& name) const {
  const Key key = make_key();
  const Certificate made = begin(key.get(), name);
  X509_set_issuer_name(made.get(), X509_get_subject_name(parts_->certificate.get()));
  const bool is_address = name.find_first_not_of("0123456789.") == std::string::npos;
  extend(made.get(), NID_subject_alt_name, (is_address ? "IP:" : "DNS:") + name);
  X509_sign(made.get(), parts_->key.get(), EVP_sha256());
  crypto::Digest digest{};
  X509_digest(made.get(), EVP_sha256(), digest.data(), nullptr);
  return {
      .certificate = pem(made.get()), .key = pem(key.get()), .digest = crypto::to_string(digest)};
}

void write_private(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
  std::filesystem::permissions(
      file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace concordat::net
