/* Uses all of pith/pith.h as a program in C would: interface_test TEXT_FILE. Exits with 1 at the first thing that is
 * not as it should be, and says where. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pith/pith.h"

#define CHECK(condition)                                                                          \
  do {                                                                                            \
    if (!(condition)) {                                                                           \
      fprintf(stderr, "%s:%d: not so: %s (%s)\n", __FILE__, __LINE__, #condition, error.message); \
      exit(1);                                                                                    \
    }                                                                                             \
  } while (0)

static pith_error error;

/* Bytes that grow, and that are read from the beginning. */
typedef struct bytes {
  unsigned char* data;
  size_t size;
  size_t read;
  int failing; /* nonzero: the next write or read fails */
} bytes;

static ptrdiff_t read_bytes(void* context, void* buffer, size_t size) {
  bytes* from = context;
  const size_t left = from->size - from->read;
  const size_t count = size < left ? size : left;
  if (from->failing) return -1;
  if (count > 0) memcpy(buffer, from->data + from->read, count);
  from->read += count;
  return (ptrdiff_t)count;
}

static int write_bytes(void* context, const void* data, size_t size) {
  bytes* to = context;
  if (to->failing) return 1;
  to->data = realloc(to->data, to->size + size);
  if (to->data == NULL) return 1;
  memcpy(to->data + to->size, data, size);
  to->size += size;
  return 0;
}

static pith_reader reader_of(bytes* from) {
  const pith_reader reader = {read_bytes, from};
  return reader;
}

static pith_writer writer_of(bytes* to) {
  const pith_writer writer = {write_bytes, to};
  return writer;
}

static bytes file_content(const char* path) {
  bytes content = {NULL, 0, 0, 0};
  unsigned char piece[4096];
  size_t count;
  FILE* file = fopen(path, "rb");
  CHECK(file != NULL);
  while ((count = fread(piece, 1, sizeof piece, file)) > 0) CHECK(write_bytes(&content, piece, count) == 0);
  fclose(file);
  CHECK(content.size > 0);
  return content;
}

static void test_versions_and_names(void) {
  CHECK(strlen(pith_version()) >= 5);
  CHECK(pith_format_version() >= 1);
  CHECK(strcmp(pith_status_name(PITH_ERROR_DAMAGED), "damaged") == 0);
  CHECK(pith_status_name((pith_status)99) != NULL);
}

static void test_a_text_comes_back_from_memory(const bytes* text) {
  pith_compress_options options = PITH_COMPRESS_OPTIONS_INIT;
  pith_buffer archive = {NULL, 0};
  pith_buffer restored = {NULL, 0};
  options.level = 2;
  CHECK(pith_compress_bytes(text->data, text->size, &options, &archive, &error) == PITH_OK);
  CHECK(archive.size > 0 && archive.size < text->size);
  CHECK(pith_decompress_bytes(archive.bytes, archive.size, NULL, &restored, &error) == PITH_OK);
  CHECK(restored.size == text->size && memcmp(restored.bytes, text->data, text->size) == 0);

  archive.bytes[archive.size / 2] ^= 1;
  CHECK(pith_decompress_bytes(archive.bytes, archive.size, NULL, &restored, &error) == PITH_ERROR_DAMAGED);
  CHECK(strlen(error.message) > 0);
  pith_buffer_free(&restored);
  CHECK(pith_decompress_bytes("no archive", 10, NULL, &restored, NULL) == PITH_ERROR_NOT_PITH);
  CHECK(restored.bytes == NULL && restored.size == 0);
  pith_buffer_free(&archive);
  CHECK(archive.bytes == NULL);

  CHECK(pith_compress_bytes(NULL, 0, &options, &archive, &error) == PITH_OK);
  CHECK(pith_decompress_bytes(archive.bytes, archive.size, NULL, &restored, &error) == PITH_OK);
  CHECK(restored.size == 0);
  pith_buffer_free(&archive);
}

static void test_a_text_comes_back_through_streams(bytes* text) {
  pith_compress_options options = PITH_COMPRESS_OPTIONS_INIT;
  bytes archive = {NULL, 0, 0, 0};
  bytes restored = {NULL, 0, 0, 0};
  pith_totals totals = {0, 0};
  options.level = 1;
  CHECK(pith_compress(reader_of(text), writer_of(&archive), &options, &totals, &error) == PITH_OK);
  CHECK(totals.text_bytes == text->size && totals.archive_bytes == archive.size);
  CHECK(pith_decompress(reader_of(&archive), writer_of(&restored), NULL, NULL, &error) == PITH_OK);
  CHECK(restored.size == text->size && memcmp(restored.data, text->data, text->size) == 0);

  restored.failing = 1;
  archive.read = 0;
  CHECK(pith_decompress(reader_of(&archive), writer_of(&restored), NULL, NULL, &error) == PITH_ERROR_IO);
  archive.failing = 1;
  CHECK(pith_decompress(reader_of(&archive), writer_of(&restored), NULL, NULL, &error) == PITH_ERROR_IO);
  free(archive.data);
  free(restored.data);
}

static void test_options_that_make_no_sense_are_errors(const bytes* text) {
  struct {
    pith_compress_options known;
    int later;
  } newer = {PITH_COMPRESS_OPTIONS_INIT, 0};
  pith_compress_options options = PITH_COMPRESS_OPTIONS_INIT;
  pith_buffer archive = {NULL, 0};
  options.level = 10;
  CHECK(pith_compress_bytes(text->data, text->size, &options, &archive, &error) == PITH_ERROR_USAGE);
  options.struct_bytes = 0;
  CHECK(pith_compress_bytes(text->data, text->size, &options, &archive, &error) == PITH_ERROR_USAGE);
  CHECK(pith_compress_bytes(NULL, 1, NULL, &archive, &error) == PITH_ERROR_USAGE);
  CHECK(pith_compress_bytes("a", 1, NULL, NULL, &error) == PITH_ERROR_USAGE);
  CHECK(strstr(error.message, "null") != NULL);

  newer.known.struct_bytes = sizeof newer;
  newer.known.level = 1;
  CHECK(pith_compress_bytes("a", 1, &newer.known, &archive, &error) == PITH_OK);
  pith_buffer_free(&archive);
  newer.later = 1;
  CHECK(pith_compress_bytes("a", 1, &newer.known, &archive, &error) == PITH_ERROR_USAGE);
}

/* What a text costs at level 2, and that its bytes cost that together. */
static double bits_of(const bytes* text, const pith_model* model) {
  pith_scorer_options options = PITH_SCORER_OPTIONS_INIT;
  pith_scorer* scorer = NULL;
  pith_score score;
  double* byte_bits = malloc(text->size * sizeof *byte_bits);
  double sum = 0;
  size_t i;
  options.level = 2;
  options.model = model;
  options.adaptive = 1;
  CHECK(pith_scorer_new(&options, &scorer, &error) == PITH_OK);
  CHECK(pith_scorer_score(scorer, text->data, text->size, &score, byte_bits, &error) == PITH_OK);
  CHECK(score.bytes == text->size && score.words > 0 && score.characters <= score.bytes);
  for (i = 0; i < text->size; ++i) sum += byte_bits[i];
  CHECK(fabs(sum - score.bits) < 1e-6 * score.bits);
  CHECK(pith_scorer_score(scorer, text->data, text->size, NULL, NULL, &error) == PITH_ERROR_USAGE);
  pith_scorer_free(scorer);
  free(byte_bits);
  return score.bits;
}

static void check_an_archive_of_a_model(const bytes* text, const pith_model* model) {
  pith_compress_options options = PITH_COMPRESS_OPTIONS_INIT;
  pith_decompress_options with_model = PITH_DECOMPRESS_OPTIONS_INIT;
  pith_buffer archive = {NULL, 0};
  pith_buffer restored = {NULL, 0};
  options.level = 2;
  options.model = model;
  with_model.model = model;
  CHECK(pith_compress_bytes(text->data, text->size, &options, &archive, &error) == PITH_OK);
  CHECK(pith_decompress_bytes(archive.bytes, archive.size, NULL, &restored, &error) == PITH_ERROR_MODEL);
  CHECK(pith_decompress_bytes(archive.bytes, archive.size, &with_model, &restored, &error) == PITH_OK);
  CHECK(restored.size == text->size && memcmp(restored.bytes, text->data, text->size) == 0);
  pith_buffer_free(&archive);
  pith_buffer_free(&restored);
}

static void test_a_model_that_was_trained_knows_its_text(const bytes* text) {
  pith_train_options options = PITH_TRAIN_OPTIONS_INIT;
  const size_t half = text->size / 2;
  const pith_text works[2] = {{"begin", text->data, text->size - half}, {"end", text->data + half, half}};
  bytes file = {NULL, 0, 0, 0};
  pith_model* model = NULL;
  CHECK(pith_train(works, 2, NULL, writer_of(&file), &error) == PITH_ERROR_USAGE);
  options.name = "clerk";
  options.date = "2026-01-31";
  CHECK(pith_train(works, 0, &options, writer_of(&file), &error) == PITH_ERROR_USAGE);
  CHECK(pith_train(works, 2, &options, writer_of(&file), &error) == PITH_OK);

  CHECK(pith_model_from_bytes("clerk.pithm", file.data, file.size - 1, &model, &error) != PITH_OK && model == NULL);
  CHECK(pith_model_from_bytes("clerk.pithm", file.data, file.size, &model, &error) == PITH_OK);
  CHECK(strcmp(pith_model_name(model), "clerk") == 0);
  CHECK(pith_model_identity(model) != 0 && pith_model_memory_bytes(model) > 0);
  CHECK(bits_of(text, model) < bits_of(text, NULL));
  check_an_archive_of_a_model(text, model);
  pith_model_free(model);
  free(file.data);
}

static void test_models_are_found_by_name_and_by_identity(void) {
  pith_model* model = NULL;
  pith_model* same = NULL;
  CHECK(pith_model_find("no-such-model", &model, &error) == PITH_ERROR_MODEL && model == NULL);
  CHECK(pith_model_open("no/such/file.pithm", &model, &error) == PITH_ERROR_IO);
  CHECK(pith_model_find("english", &model, &error) == PITH_OK);
  CHECK(pith_model_find_identity(pith_model_identity(model), &same, &error) == PITH_OK);
  CHECK(pith_model_identity(same) == pith_model_identity(model));
  pith_model_free(same);
  pith_model_free(model);
  pith_model_free(NULL);
}

int main(int argc, char** argv) {
  bytes text;
  CHECK(argc == 2);
  text = file_content(argv[1]);
  test_versions_and_names();
  test_a_text_comes_back_from_memory(&text);
  test_a_text_comes_back_through_streams(&text);
  test_options_that_make_no_sense_are_errors(&text);
  test_a_model_that_was_trained_knows_its_text(&text);
  test_models_are_found_by_name_and_by_identity();
  free(text.data);
  puts("the interface does what it says");
  return 0;
}
