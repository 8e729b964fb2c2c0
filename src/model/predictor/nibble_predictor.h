#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "model/nibbles/cell_table.h"
#include "model/nibbles/kernels.h"
#include "model/nibbles/nibble_match.h"
#include "model/nibbles/order1_lines.h"
#include "model/plan/table_sizes.h"
#include "model/predictor/likeliest_bytes.h"
#include "model/predictor/nibble_mixing.h"
#include "model/predictor/nibble_recall.h"
#include "model/predictor/predictor_impl.h"
#include "model/text/text_state.h"
#include "model/text/window.h"

namespace pith {

/// The predictor of plans that mix a nibble at once: what a few contexts and a match know of all 15 decisions of a
/// nibble is mixed before the first of them, and learns from all four after the last. docs/format/PREDICTOR.md,
/// section 16.
class NibblePredictor final : public Predictor::Impl {
 public:
  /// `prior` outlives this; null = from empty. If not `adaptive`, learn() takes bits in but learns nothing from them.
  NibblePredictor(const TableSizes& sizes, const Prior* prior, bool adaptive);

  MixingState mixing() const override;
  void likeliest(std::span<ByteShare> best) override;
  void learn(int bit) override;
  void encode(ByteView text, ArithmeticEncoder& encoder) override;
  void decode(std::span<std::uint8_t> text, ArithmeticDecoder& decoder) override;

 private:
  /// What comes after a nibble, if that is what was guessed: the memory that the next nibble needs was asked for.
  struct Guess {
    std::uint32_t partial = 0;  ///< as BitPlace::partial() then
    TextState text;             ///< after a whole byte, as are the hashes
    NibbleHashes hashes{};
  };

  std::uint32_t p16_at(std::uint32_t node) const;
  void note(int bit, std::uint32_t p16);
  void end_nibble();
  void learn_nibble();
  void end_byte(std::uint8_t byte);
  void begin_byte();
  std::uint32_t enter_cells();
  std::uint32_t enter_lines(std::uint32_t half);
  void begin_second(std::uint32_t half);
  void mix();
  void recall_cells(std::uint32_t fresh);
  void recall_lines(std::uint32_t fresh, std::uint32_t half);
  void guess(std::uint32_t nibble);
  void guess_likeliest(std::uint32_t node);
  bool guessed_wrong(std::uint32_t node) const;
  void guess_byte(std::uint8_t byte);
  NibbleShares second_shares(std::uint32_t half);
  static NibbleShares shares_of(const NibbleValues& values);

  const NibbleKernels& kernels_;
  bool adaptive_;
  int haste_;     // of the weights, which fades with the text
  int rate_ = 0;  // of the weights, in this byte
  NibbleRecall recall_;
  CellTable cells_;
  Order1Lines order1_;
  Window window_;
  NibbleMatch match_;
  NibbleMixing mixing_;

  // Where we are. Invariant between calls: values_ are those of the nibble that begins or goes on here.
  TextState text_;
  NibbleRecall::Byte byte_;                        // of the byte that the next bit belongs to
  std::array<NibbleCell*, kNibbleContexts> at_{};  // its cells
  std::uint32_t unsteady_ = 0;                     // contexts whose cells were visited rarely, as bits
  std::uint32_t half_ = 0;                         // 0 in the first nibble of a byte, else the bits before, 16 to 31
  std::uint32_t node_ = 1;
  std::uint32_t guessed_ = 0;  // the nibble that is expected, 16 to 31
  NibbleErrors errors_ = 0;
  NibbleTask task_;
  alignas(32) NibbleValues values_{};
  Guess guess_;

  std::array<NibbleCell, kNibbleContexts> room_{};        // of this byte, if not adaptive_
  std::array<NibbleLine, kNibbleContexts> room_ahead_{};  // of second_shares()
};

}  // namespace pith
