#include "train/stages/checkpoint.h"

#include <doctest/doctest.h>

#include "pith/error.h"
#include "support/errors.h"
#include "support/streams.h"
#include "train/network/file.h"
#include "train/network/training.h"

namespace pith {

namespace {

const TrainingTerms kTerms{
    .seconds = 0.1, .by_length = true, .from = "harbour 0123456789abcdef", .corpus = 0xFEDCBA9876543210};
const CheckpointRecord kRecord{
    .terms = kTerms, .units = 128, .origin = "a \"file\"", .seconds = 0.05, .weight_decay = 0.01};

const Bytes& network() {
  static const Bytes kNetwork = network_file_bytes(new_network(64));
  return kNetwork;
}

const Bytes& checkpoint() {
  static const Bytes kCheckpoint = checkpoint_bytes(network(), kRecord);
  return kCheckpoint;
}

std::string refusal(const TrainingTerms& terms, std::uint32_t units) {
  return test::message_of([&] { require_same("c", kRecord, terms, units); });
}

}  // namespace

TEST_CASE("a checkpoint says how its network was trained, and is a network still") {
  const CheckpointRecord record = read_checkpoint("c", checkpoint());
  CHECK(record.terms.seconds == kRecord.terms.seconds);
  CHECK(record.terms.by_length);
  CHECK(record.terms.from == kRecord.terms.from);
  CHECK(record.terms.corpus == kRecord.terms.corpus);
  CHECK(record.units == 128);
  CHECK(record.origin == kRecord.origin);
  CHECK(record.seconds == kRecord.seconds);
  CHECK(record.weight_decay == kRecord.weight_decay);
  CHECK(read_network_file("c", checkpoint()) == read_network_file("n", network()));
}

TEST_CASE("a checkpoint that lacks a byte or has another one is refused") {
  for (std::size_t at = 0; at < checkpoint().size(); at += 1 + checkpoint().size() / 97) {
    CAPTURE(at);
    Bytes damaged = checkpoint();
    damaged[at] ^= 1;
    CHECK(test::error_of([&] { read_checkpoint("c", damaged); }) != "no error");
    const ByteView truncated = ByteView(checkpoint()).first(at);
    CHECK(test::message_of([&] { read_checkpoint("c", truncated); }).find("begin anew with -f") != std::string::npos);
  }
}

TEST_CASE("a network that does not say how it was trained is told from a damaged checkpoint") {
  CHECK(test::error_of([] { read_checkpoint("c", network()); }) == "kNotPith");
  CHECK(test::error_of([] { read_checkpoint("c", {}); }) == "kTruncated");
  CHECK(test::error_of([] { read_checkpoint("c", test::bytes_of("0123456789")); }) == "kDamaged");
}

TEST_CASE("what differs from a checkpoint is refused by its name") {
  CHECK_NOTHROW(require_same("c", kRecord, kRecord.terms, 128));
  CHECK_NOTHROW(require_same("c", kRecord, kRecord.terms, 0));
  CHECK(refusal(kRecord.terms, 64).find("--units 128, and this is --units 64") != std::string::npos);
  TrainingTerms terms = kRecord.terms;
  terms.seconds = 7200;
  CHECK(refusal(terms, 0).find("--time 0.1s, and this is --time 7200s") != std::string::npos);
  terms = kRecord.terms;
  terms.by_length = false;
  CHECK(refusal(terms, 0).find("--mdl") != std::string::npos);
  terms = kRecord.terms;
  terms.from.clear();
  CHECK(refusal(terms, 0).find("--from harbour") != std::string::npos);
  terms = kRecord.terms;
  ++terms.corpus;
  CHECK(refusal(terms, 0).find("other texts") != std::string::npos);
}

}  // namespace pith
