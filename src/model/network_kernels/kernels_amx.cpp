#include "model/network_kernels/many_products.h"

#if defined(PITH_SIMD) && defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)

#include <cpuid.h>
#include <immintrin.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>

#define PITH_AMX __attribute__((target("amx-tile,amx-int8,avx512f")))

namespace pith {

namespace {

// The processor's tiles have 16 rows of 64 bytes: C (16 vectors)(16 rows of the matrix) += A B, A being 64 numbers of
// each vector, B those weights of 16 rows, of four columns each: a quarter of 16 WeightTiles.
constexpr std::size_t kRows = 16;
constexpr std::size_t kVectors = 16;
constexpr std::size_t kColumns = 64;
constexpr std::size_t kMostColumns = kMaxRnnFeatures;
constexpr int kStride = 64;  // bytes from one row of C to the next
constexpr std::size_t kParts = WeightTile::kRows / kRows;
static_assert(kParts == 4 && WeightTile::kColumns == 4);

struct alignas(64) Configuration {
  std::uint8_t palette = 1;
  std::uint8_t start_row = 0;
  std::uint8_t reserved[14] = {};
  std::uint16_t row_bytes[16] = {64, 64, 64, 64, 64, 64, 64, 64};
  std::uint8_t rows[16] = {16, 16, 16, 16, 16, 16, 16, 16};
};
static_assert(sizeof(Configuration) == 64);

/// The tiles of this thread, as long as it lives.
class Tiles {
 public:
  PITH_AMX Tiles() {
    static const Configuration kConfiguration;
    _tile_loadconfig(&kConfiguration);
  }
  PITH_AMX ~Tiles() { _tile_release(); }
  Tiles(const Tiles&) = delete;
  Tiles& operator=(const Tiles&) = delete;
};

/// The vectors, one after another: (vectors)(columns), zeros where there are fewer.
struct alignas(64) Packed {
  std::int8_t bytes[kVectors * kMostColumns];
};

template <typename Number>
void pack(std::span<const ProductOf<Number>> products, std::size_t columns, Packed& packed) {
  for (std::size_t v = 0; v < products.size(); ++v) {
    std::int8_t* const to = packed.bytes + v * columns;
    for (std::size_t c = 0; c < columns; ++c) to[c] = static_cast<std::int8_t>(products[v].x[c]);
  }
  std::fill_n(packed.bytes + products.size() * columns, (kVectors - products.size()) * columns, std::int8_t{0});
}

/// Products as C has them: (vectors)(rows).
struct alignas(64) Sums {
  std::int32_t of[kVectors][kRows];
};

PITH_AMX void narrow(const WeightTile* tiles, std::size_t rows, std::size_t columns,
                     std::span<const ProductOf<std::int8_t>> products) {
  assert(rows % WeightTile::kRows == 0 && columns % kColumns == 0 && columns <= kMostColumns);
  Packed packed;
  pack(products, columns, packed);
  const Tiles in_use;
  Sums sums[kParts];
  for (std::size_t row = 0; row < rows; row += WeightTile::kRows) {
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (std::size_t c = 0; c < columns; c += kColumns, tiles += kColumns / WeightTile::kColumns) {
      const std::int8_t* const w = tiles->weights[0];
      constexpr int kTile = sizeof(WeightTile);
      constexpr std::size_t kPart = kRows * WeightTile::kColumns;
      _tile_loadd(4, packed.bytes + c, static_cast<int>(columns));
      _tile_loadd(5, w, kTile);
      _tile_loadd(6, w + kPart, kTile);
      _tile_dpbssd(0, 4, 5);
      _tile_loadd(5, w + 2 * kPart, kTile);
      _tile_dpbssd(1, 4, 6);
      _tile_loadd(6, w + 3 * kPart, kTile);
      _tile_dpbssd(2, 4, 5);
      _tile_dpbssd(3, 4, 6);
    }
    _tile_stored(0, sums[0].of, kStride);
    _tile_stored(1, sums[1].of, kStride);
    _tile_stored(2, sums[2].of, kStride);
    _tile_stored(3, sums[3].of, kStride);
    for (std::size_t v = 0; v < products.size(); ++v) {
      for (std::size_t part = 0; part < kParts; ++part) {
        std::copy_n(sums[part].of[v], kRows, products[v].out + row + part * kRows);
      }
    }
  }
}

PITH_AMX void wide(const WeightTile* upper, const WeightTile* lower, std::size_t rows, std::size_t columns,
                   std::span<const ProductOf<std::int16_t>> products) {
  assert(columns % kColumns == 0 && columns <= kMostColumns);
  Packed packed;
  pack(products, columns, packed);
  const Tiles in_use;
  Sums high;
  Sums low;
  for (std::size_t row = 0; row < rows; row += kRows) {
    const std::size_t first = row / WeightTile::kRows * (columns / WeightTile::kColumns);
    const std::size_t part = row % WeightTile::kRows;
    _tile_zero(0);
    _tile_zero(1);
    for (std::size_t c = 0; c < columns; c += kColumns) {
      const std::size_t tile = first + c / WeightTile::kColumns;
      _tile_loadd(4, packed.bytes + c, static_cast<int>(columns));
      _tile_loadd(5, upper[tile].weights[part], static_cast<int>(sizeof(WeightTile)));
      _tile_loadd(6, lower[tile].weights[part], static_cast<int>(sizeof(WeightTile)));
      _tile_dpbssd(0, 4, 5);
      _tile_dpbsud(1, 4, 6);
    }
    _tile_stored(0, high.of, kStride);
    _tile_stored(1, low.of, kStride);
    const std::size_t count = std::min(kRows, rows - row);
    for (std::size_t v = 0; v < products.size(); ++v) {
      for (std::size_t i = 0; i < count; ++i) products[v].out[row + i] = high.of[v][i] * 256 + low.of[v][i];
    }
  }
}

/// Whether this processor has tiles and the system lets this process use them.
bool may_use_tiles() {
  constexpr unsigned kTiles = 1u << 24;
  constexpr unsigned kTileBytes = 1u << 25;
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0 || (d & kTiles) == 0 || (d & kTileBytes) == 0) return false;
  constexpr long kRequestPermission = 0x1023;  // ARCH_REQ_XCOMP_PERM
  constexpr long kTileData = 18;
  return ::syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}

constexpr TileProducts kAmx = {narrow, wide};

}  // namespace

const TileProducts* amx_tile_products() {
  static const bool kMayUse = may_use_tiles();
  return kMayUse ? &kAmx : nullptr;
}

}  // namespace pith

#else

namespace pith {

const TileProducts* amx_tile_products() { return nullptr; }

}  // namespace pith

#endif
