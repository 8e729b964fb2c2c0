/* The C interface of pith: models, compressing and decompressing, what a text costs, training.
 *
 * Every function that can fail returns a pith_status, PITH_OK or what went wrong, and puts a message that names the
 * thing and the remedy into *error, if error is not null. No exception of C++ leaves a function. Handles belong to who
 * got them, until the function that frees their kind; null is freed without effect.
 *
 * A handle may be used by several threads at once, except while it is freed. Texts are any bytes.
 *
 * Structs of options begin with their own size, so that a program goes on working with a library whose structs have
 * grown. Initialise each with the macro of its name, then set what is to differ:
 *
 *     pith_compress_options options = PITH_COMPRESS_OPTIONS_INIT;
 *     options.level = 3;
 *
 * Where options may be null, null stands for what the macro sets. */
#ifndef PITH_PITH_H
#define PITH_PITH_H

#include <stddef.h>
#include <stdint.h>

#include "pith/export.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum pith_status {
  PITH_OK = 0,
  PITH_ERROR_USAGE,     /* an argument or an option that makes no sense */
  PITH_ERROR_IO,        /* reading or writing failed; a reader or a writer said so, too */
  PITH_ERROR_NOT_PITH,  /* the bytes do not begin as an archive or a model file does */
  PITH_ERROR_VERSION,   /* written by a newer pith, in a format that this library does not read */
  PITH_ERROR_TRUNCATED, /* the archive or the model file ends too early */
  PITH_ERROR_DAMAGED,   /* a field is out of range, or a check fails */
  PITH_ERROR_MODEL,     /* the model that is named, or that the archive needs, is not at hand */
  PITH_ERROR_INTERNAL,  /* an invariant of the library failed; always a bug */
  PITH_ERROR_MEMORY     /* there is not enough memory */
} pith_status;

/* What went wrong, in one line, ended by a NUL; longer ones are cut. Empty after PITH_OK. */
typedef struct pith_error {
  char message[512];
} pith_error;

/* The version of the library, "MAJOR.MINOR.PATCH". */
PITH_PUBLIC const char* pith_version(void);

/* The archive format that is written. */
PITH_PUBLIC int pith_format_version(void);

/* "usage", "truncated": the name of a status, never null. */
PITH_PUBLIC const char* pith_status_name(pith_status status);

/* Models ---------------------------------------------------------------------------------------------------------- */

typedef struct pith_model pith_model;

/* Opens a model file and checks all of it. */
PITH_PUBLIC pith_status pith_model_open(const char* path, pith_model** model, pith_error* error);

/* Opens the model of that name ("english") in the folders where models are looked for: those that $PITH_MODELS lists,
 * the user's, and where pith is installed. With a '/' it is a path. */
PITH_PUBLIC pith_status pith_model_find(const char* name, pith_model** model, pith_error* error);

/* The same by the identity that an archive names. */
PITH_PUBLIC pith_status pith_model_find_identity(uint64_t identity, pith_model** model, pith_error* error);

/* The model whose file has these bytes; `name` begins the messages. The bytes are copied. */
PITH_PUBLIC pith_status pith_model_from_bytes(const char* name, const void* bytes, size_t size, pith_model** model,
                                              pith_error* error);

PITH_PUBLIC void pith_model_free(pith_model* model);

/* A number that two models share only if their files are the same bytes; never 0. */
PITH_PUBLIC uint64_t pith_model_identity(const pith_model* model);

/* The name that the model bears, which lives as long as the model does. */
PITH_PUBLIC const char* pith_model_name(const pith_model* model);

PITH_PUBLIC uint64_t pith_model_memory_bytes(const pith_model* model);

/* Archives -------------------------------------------------------------------------------------------------------- */

/* Gives up to `size` bytes, at least one unless there are no more. Returns how many, 0 at the end, negative for a
 * failure. Called on the calling thread. */
typedef struct pith_reader {
  ptrdiff_t (*read)(void* context, void* buffer, size_t size);
  void* context;
} pith_reader;

/* Takes all `size` bytes. Returns 0, or anything else for a failure, which ends the work. Called on the calling
 * thread. */
typedef struct pith_writer {
  int (*write)(void* context, const void* bytes, size_t size);
  void* context;
} pith_writer;

typedef struct pith_compress_options {
  size_t struct_bytes;
  int level;               /* 1, the fastest, to 9 */
  int threads;             /* blocks coded at once; 0 = one per core. Never changes the archive */
  const pith_model* model; /* what to predict from; null: from empty. The archive names it, and decoding needs it */
  size_t block_bytes;      /* how much text is coded on its own, at most 2^24; 0 = the length of the text decides */
} pith_compress_options;
#define PITH_COMPRESS_OPTIONS_INIT \
  { sizeof(pith_compress_options), 6, 1, NULL, 16777216 }

typedef struct pith_decompress_options {
  size_t struct_bytes;
  int threads;               /* blocks decoded at once; 0 = one per core */
  const pith_model* model;   /* the only model that archives may name; null: models are looked for by their identity */
  uint64_t max_memory_bytes; /* that decoding may take, models included; 0 = any */
} pith_decompress_options;
#define PITH_DECOMPRESS_OPTIONS_INIT \
  { sizeof(pith_decompress_options), 1, NULL, 0 }

/* Bytes on both sides of what was done. */
typedef struct pith_totals {
  uint64_t text_bytes;
  uint64_t archive_bytes;
} pith_totals;

/* Reads a text to its end and writes an archive. `options` and `totals` may be null. What was written before an error
 * is no archive. */
PITH_PUBLIC pith_status pith_compress(pith_reader text, pith_writer archive, const pith_compress_options* options,
                                      pith_totals* totals, pith_error* error);

/* Reads an archive to its end and writes the text. A block is written only after its check has passed; on an error, the
 * blocks before it have been written. `options` and `totals` may be null. */
PITH_PUBLIC pith_status pith_decompress(pith_reader archive, pith_writer text, const pith_decompress_options* options,
                                        pith_totals* totals, pith_error* error);

/* Bytes that the library allocated. */
typedef struct pith_buffer {
  unsigned char* bytes; /* null if there are none */
  size_t size;
} pith_buffer;

/* Frees the bytes and empties the buffer. */
PITH_PUBLIC void pith_buffer_free(pith_buffer* buffer);

/* The same from memory to memory. `*archive` and `*text` are overwritten; after an error they are empty. */
PITH_PUBLIC pith_status pith_compress_bytes(const void* text, size_t size, const pith_compress_options* options,
                                            pith_buffer* archive, pith_error* error);
PITH_PUBLIC pith_status pith_decompress_bytes(const void* archive, size_t size, const pith_decompress_options* options,
                                              pith_buffer* text, pith_error* error);

/* What a text costs ----------------------------------------------------------------------------------------------- */

typedef struct pith_scorer pith_scorer;

typedef struct pith_scorer_options {
  size_t struct_bytes;
  int level;
  const pith_model* model; /* what to predict from; null: from empty. May be freed while the scorer lives */
  int adaptive;            /* nonzero: the model learns from each text while it reads it, and forgets it at its end */
} pith_scorer_options;
#define PITH_SCORER_OPTIONS_INIT \
  { sizeof(pith_scorer_options), 6, NULL, 0 }

/* A character is a UTF-8 code point, a word a run of bytes other than white space. */
typedef struct pith_score {
  double bits; /* the sum of -log2 p over the text */
  uint64_t bytes;
  uint64_t characters;
  uint64_t words;
} pith_score;

/* Building a scorer takes time and memory, which many texts may share. `options` may be null. */
PITH_PUBLIC pith_status pith_scorer_new(const pith_scorer_options* options, pith_scorer** scorer, pith_error* error);

PITH_PUBLIC void pith_scorer_free(pith_scorer* scorer);

/* What a text costs as a whole of its own. `byte_bits` is null, or has room for `size` numbers, the bits of each byte.
 */
PITH_PUBLIC pith_status pith_scorer_score(const pith_scorer* scorer, const void* text, size_t size, pith_score* score,
                                          double* byte_bits, pith_error* error);

/* Training -------------------------------------------------------------------------------------------------------- */

/* A work to learn from, as a whole: a book, an article, a log. */
typedef struct pith_text {
  const char* name;
  const void* bytes;
  size_t size;
} pith_text;

typedef struct pith_train_options {
  size_t struct_bytes;
  const char* name;         /* of the model: 1 to 64 of A-Z a-z 0-9 . _ - */
  const char* date;         /* YYYY-MM-DD, which the model tells; it is not asked of the clock */
  const char* description;  /* may be null */
  const char* licence;      /* may be null */
  const pith_model* from;   /* what to go on from; null = from nothing */
  uint64_t max_model_bytes; /* of the file */
  int threads;              /* 0 = one per core. Never changes the model, but for a network */
  double network_seconds;   /* how long a network is trained; 0 = there is none, but for that of `from` */
} pith_train_options;
#define PITH_TRAIN_OPTIONS_INIT \
  { sizeof(pith_train_options), NULL, NULL, NULL, NULL, NULL, 12000000, 1, 0 }

/* Trains a model on texts, 16 KiB or more together, and writes its file. REQUIRES: options->name, options->date. */
PITH_PUBLIC pith_status pith_train(const pith_text* texts, size_t count, const pith_train_options* options,
                                   pith_writer model, pith_error* error);

#ifdef __cplusplus
}
#endif

#endif
